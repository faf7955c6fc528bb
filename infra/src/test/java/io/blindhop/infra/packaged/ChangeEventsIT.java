package io.blindhop.infra.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StreamingTransport.Arriving;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.lambda.node.FunctionSettings;
import io.blindhop.infra.lambda.CopyChoice;
import io.blindhop.infra.lambda.CopyState;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.StoreKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Event streams where each holds a copy of its own. That there are none by default, {@link TwoCopiesIT} shows. */
@Timeout(120)
class ChangeEventsIT {
    @Test
    void aPushThroughAThirdCopyIsHeardOnTheStreamsOfTwo() throws IOException {
        try (Deployment node = Deployment.open(options -> options.withCopies(3, CopyChoice.MOST_RECENT)
                .withEnvironment(Map.of(FunctionSettings.CHANGE_EVENTS, "true")))) {
            TestTenant tenant = node.newTenant(Person.BOB);
            Session alice = tenant.login(Person.ALICE);
            Session bob = tenant.login(Person.BOB);
            var capabilities = bob.docs("notes").capabilities();
            assertThat(capabilities.get("supportsChangeEvents").asBoolean()).isTrue();
            try (Arriving one = listen(node, bob);
                    Arriving other = listen(node, alice);
                    BufferedReader linesOfOne = lines(one);
                    BufferedReader linesOfOther = lines(other)) {
                assertThat(linesOfOne.readLine()).isEqualTo("event: hello");
                assertThat(linesOfOther.readLine()).isEqualTo("event: hello");
                alice.docs("notes")
                        .putBinary(List.of(Person.ALICE.entries(1).docCreate("a")))
                        .ok();
                String epoch = alice.docs("notes").head().get("epoch").asText();

                String change = "data: {\"dbId\":\"notes\",\"storeKind\":\"docs\",\"epoch\":\"" + epoch
                        + "\",\"maxReceiptOrder\":1}";
                assertThat(firstChange(linesOfOne)).isEqualTo(change);
                assertThat(firstChange(linesOfOther)).isEqualTo(change);
                assertThat(node.sync().copies())
                        .extracting(copy -> copy.state() == CopyState.RESPONDING)
                        .containsExactlyInAnyOrder(true, true, false);
            }
        }
    }

    private static Arriving listen(Deployment node, Session session) throws IOException {
        Arriving stream = session.open(node.transport(), StoreKind.DOCS, "events?dbId=notes", Bytes.empty());
        assertThat(stream.status()).isEqualTo(200);
        return stream;
    }

    private static BufferedReader lines(Arriving stream) {
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    private static String firstChange(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.equals("event: change")) {
            line = lines.readLine();
        }
        return lines.readLine();
    }
}
