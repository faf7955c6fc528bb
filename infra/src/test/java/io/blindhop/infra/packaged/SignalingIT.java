package io.blindhop.infra.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.infra.emulators.DynamoDbLocalProcess;
import io.blindhop.infra.lambda.CopyChoice;
import io.blindhop.infra.lambda.LambdaFunction;
import io.blindhop.infra.lambda.LambdaOptions;
import io.blindhop.infra.lambda.SocketUrl;
import io.blindhop.infra.lambda.TableStream;
import io.blindhop.infra.signaling.TestSocket;
import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The functions {@code sync}, {@code signaling} and {@code notify} of the package, around one table and its stream. */
@Timeout(240)
class SignalingIT {
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.shutdownNow();
    }

    @Test
    void twoDevicesMeetHearOfChangesAndOneThatIsRevokedIsToldAndClosed() throws IOException, InterruptedException {
        try (SocketUrl sockets = SocketUrl.open("127.0.0.1", 0)) {
            UnaryOperator<LambdaOptions> told = options -> options.withEnvironment(sockets.variables());
            try (LambdaFunction signaling = Deployment.function(
                            "signaling", options -> told.apply(options).withCopies(2, CopyChoice.ALTERNATE));
                    LambdaFunction notify = Deployment.function("notify", told);
                    Deployment node = Deployment.open(told);
                    DynamoDbStreamsClient streams = DynamoDbLocalProcess.streams();
                    TableStream stream = TableStream.start(streams, Deployment.streamArn(), notify)) {
                sockets.attach(signaling);
                TestTenant tenant = node.newTenant(Person.BOB);
                meet(tenant, tenant.login(Person.ALICE), tenant.login(Person.BOB));
                assertThat(signaling.copies()).hasSizeBetween(1, 2);
                assertThat(stream).isNotNull();
            }
        }
    }

    private void meet(TestTenant tenant, Session alice, Session bob) throws InterruptedException {
        TestSocket one = TestSocket.open(client, ticket(alice));
        String peerOne = greet(one, 'a');
        one.say("{'type':'join','room':'db:notes'}");
        assertThat(one.hear("joined").get("peers")).isEmpty();
        TestSocket two = TestSocket.open(client, ticket(bob));
        String peerTwo = greet(two, 'b');
        two.say("{'type':'join','room':'db:notes'}");
        assertThat(two.hear("joined").at("/peers/0/peer").asText()).isEqualTo(peerOne);
        assertThat(one.hear("peer-joined").at("/peer/peer").asText()).isEqualTo(peerTwo);

        two.say(signal(peerOne));
        assertThat(one.hear("signal").get("from").asText()).isEqualTo(peerTwo);
        one.say(signal(peerTwo));
        assertThat(two.hear("signal").get("from").asText()).isEqualTo(peerOne);

        one.say("{'type':'subscribe','dbId':'notes','storeKind':'docs'}");
        assertThat(one.hear("change").get("maxReceiptOrder").asLong()).isZero();
        alice.docs("notes")
                .putBinary(List.of(Person.ALICE.entries(1).docCreate("d")))
                .ok();
        assertThat(one.hear("change").get("maxReceiptOrder").asLong()).isEqualTo(1);

        tenant.revokeBob();
        assertThat(two.hearError()).isEqualTo("revoked");
        assertThat(two.closeCode()).isEqualTo(1001);
        assertThat(one.hear("peer-left").get("peer").asText()).isEqualTo(peerTwo);
    }

    private static JsonNode ticket(Session session) {
        return session.send("POST", "/" + session.tenantId() + "/signaling/tickets", "application/json", Bytes.empty())
                .ok()
                .json();
    }

    private static String greet(TestSocket socket, char fill) throws InterruptedException {
        socket.say("{'type':'hello','session':'" + String.valueOf(fill).repeat(22) + "'}");
        return socket.hear("welcome").get("peer").asText();
    }

    private static String signal(String to) {
        return "{'type':'signal','room':'db:notes','to':'" + to
                + "','seq':0,'kind':'bye','expires':1795341852000,'data':'{}','signature':'" + "s".repeat(86) + "'}";
    }
}
