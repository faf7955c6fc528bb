package io.blindhop.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Browsers that do not tell each other their addresses meet at coturn, with the credentials of their tickets. */
@InChromium
@WithTurnServer
@Timeout(120)
class RelayedSyncTest {
    @TempDir
    private Path folder;

    @Test
    void twoStoresBecomeEqualOverARelay(Browser browser) throws IOException {
        try (TurnServer turn = TurnServer.start(folder);
                DemoServer server = new DemoServer(folder.resolve("data"), turn.variables())) {
            server.tenant(TestTenant.RECORDED).grant(Person.BOB);
            try (SyncingPage alice = new SyncingPage(browser, server, "alice");
                    SyncingPage bob = new SyncingPage(browser, server, "bob")) {
                int all = (Integer) alice.does("hasDocuments(0, 6)");
                bob.does("hasDocuments(5)");
                alice.does("join({ iceTransportPolicy: 'relay' })");
                bob.does("join({ iceTransportPolicy: 'relay' })");
                alice.does("hasEntries(" + all + ")");
                bob.does("hasEntries(" + all + ")");
                assertThat(alice.does("content()")).isEqualTo(bob.does("content()"));
                assertThat(alice.does("ways()")).isEqualTo(List.of("relay/relay"));
                assertThat(bob.does("ways()")).isEqualTo(List.of("relay/relay"));
            }
        }
    }
}
