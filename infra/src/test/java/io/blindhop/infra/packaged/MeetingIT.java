package io.blindhop.infra.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.infra.browser.InChromium;
import io.blindhop.infra.browser.TalkingPage;
import io.blindhop.infra.emulators.DynamoDbLocalProcess;
import io.blindhop.infra.lambda.CopyChoice;
import io.blindhop.infra.lambda.LambdaFunction;
import io.blindhop.infra.lambda.LambdaOptions;
import io.blindhop.infra.lambda.SocketUrl;
import io.blindhop.infra.lambda.TableStream;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Two browsers that meet through the functions of the package, and talk to each other over WebRTC. */
@InChromium
@Timeout(240)
class MeetingIT {
    private static final String ORIGIN = "https://app.example.org";

    @Test
    void twoBrowsersMeetThroughTheFunctionsAndOneThatIsRevokedLeaves(Browser browser) throws IOException {
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
                meet(browser, tenant);
                assertThat(stream).isNotNull();
            }
        }
    }

    private static void meet(Browser browser, TestTenant tenant) {
        try (TalkingPage alice = TalkingPage.open(browser, ORIGIN, tenant.login(Person.ALICE));
                TalkingPage bob = TalkingPage.open(browser, ORIGIN, tenant.login(Person.BOB))) {
            alice.enter(Person.ALICE, Person.BOB);
            bob.enter(Person.ALICE, Person.BOB);
            alice.does("says('hello')");
            assertThat(bob.does("hears()")).isEqualTo(TalkingPage.words(Person.ALICE, "hello"));
            bob.does("says('hello to you')");
            assertThat(alice.does("hears()")).isEqualTo(TalkingPage.words(Person.BOB, "hello to you"));

            tenant.revokeBob();
            bob.does("becomes('revoked')");
            bob.does("isAlone()");
            alice.does("isAlone()");
        }
    }
}
