package io.blindhop.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Browsers that meet through the local server bring their stores to the same entries, whatever happens meanwhile. */
@InChromium
@Timeout(120)
class PeerSyncTest {
    @TempDir
    private Path data;

    private DemoServer server;
    private TestTenant tenant;

    @BeforeEach
    void start() throws IOException {
        server = new DemoServer(data);
        tenant = server.tenant(TestTenant.RECORDED).grant(Person.BOB, Person.CAROL);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void twoStoresWithDifferentRecordedEntriesBecomeEqualAndEachEntryTravelsOnce(Browser browser) {
        try (SyncingPage alice = new SyncingPage(browser, server, "alice");
                SyncingPage bob = new SyncingPage(browser, server, "bob")) {
            int all = (Integer) alice.does("hasDocuments(0, 6)");
            bob.does("hasDocuments(5)");
            assertThat(alice.does("content()")).isNotEqualTo(bob.does("content()"));
            alice.does("join()");
            bob.does("join()");
            alice.does("hasEntries(" + all + ")");
            bob.does("hasEntries(" + all + ")");
            assertThat(alice.does("content()")).isEqualTo(bob.does("content()"));
            assertThat(alice.pulls(1)).extracting(SyncingPage.Pull::entries).containsExactly(all - 6);
            assertThat(bob.pulls(1)).extracting(SyncingPage.Pull::entries).containsExactly(5);
            assertThat(alice.pulls(1)).extracting(SyncingPage.Pull::given).containsExactly(5);
            assertThat(bob.pulls(1)).extracting(SyncingPage.Pull::given).containsExactly(all - 6);
        }
    }

    @Test
    void aConnectionThatIsCutInTheMiddleIsMadeAgainAndWhatHadArrivedIsNotSentAgain(Browser browser) {
        int chunks = 96;
        try (SyncingPage alice = new SyncingPage(browser, server, "alice");
                SyncingPage bob = new SyncingPage(browser, server, "bob")) {
            alice.does("hasChunks(" + chunks + ")");
            bob.does("hasChunks(0)");
            bob.does("cutAfter(16)");
            alice.does("join()");
            bob.does("join()");
            bob.does("hasEntries(" + chunks + ")");
            List<SyncingPage.Pull> pulls = bob.pulls(2);
            assertThat(pulls).extracting(SyncingPage.Pull::status).containsExactly("503", "");
            int later = pulls.get(1).entries();
            assertThat(later).isBetween(1, chunks - 16);
            assertThat(alice.pulls(2).get(1).given()).as("sent after the cut").isEqualTo(later);
            assertThat(bob.does("taken.length")).as("stored").isEqualTo(chunks);
            assertThat(bob.does("content()")).isEqualTo(alice.does("content()"));
        }
    }

    @Test
    void ofFourPeersOneIsRevokedInTheMiddleAndTheOthersConverge(Browser browser) {
        try (SyncingPage alice = new SyncingPage(browser, server, "alice");
                SyncingPage bob = new SyncingPage(browser, server, "bob");
                SyncingPage carol = new SyncingPage(browser, server, "carol");
                SyncingPage admin = new SyncingPage(browser, server, "admin")) {
            alice.does("hasChunks(64)");
            bob.does("stopAfter(16)");
            for (SyncingPage other : List.of(bob, carol, admin)) {
                other.does("hasChunks(0)");
            }
            for (SyncingPage peer : List.of(alice, bob, carol, admin)) {
                peer.does("join()");
            }
            alice.isConnectedWith(bob, carol, admin);
            bob.does("stands()");
            bob.isConnectedWith(alice, carol, admin);

            tenant.revokeBob();
            bob.does("becomes('revoked')");
            alice.isConnectedWith(carol, admin);
            carol.isConnectedWith(alice, admin);
            admin.isConnectedWith(alice, carol);
            bob.isConnectedWith();
            bob.does("goOn()");
            assertThat(bob.pulls(3))
                    .filteredOn(pull -> pull.device().equals(alice.id))
                    .as("said by the peer, or the connection is gone before that is read")
                    .allMatch(pull -> List.of("403", "503").contains(pull.status()));

            alice.does("hasChunks(65)");
            for (SyncingPage peer : List.of(carol, admin, bob)) {
                peer.does("pullAgain()");
            }
            carol.does("hasEntries(65)");
            admin.does("hasEntries(65)");
            assertThat(carol.does("content()")).isEqualTo(alice.does("content()"));
            assertThat(admin.does("content()")).isEqualTo(alice.does("content()"));
            assertThat(bob.count()).isBetween(16, 63);
        }
    }
}
