package io.blindhop.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.infra.conformance.EmbeddedNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two devices in two browsers that meet through the local server, and talk to each other over WebRTC. */
@InChromium
@Timeout(120)
class MeetingTest {
    private final EmbeddedNode node = new EmbeddedNode();
    private final TestTenant tenant =
            TestTenant.register(node.transport(), "acme").grant(Person.BOB);
    private TalkingPage alice;
    private TalkingPage bob;

    @BeforeEach
    void start(Browser browser) {
        String origin = node.allowedOrigin().orElseThrow();
        alice = TalkingPage.open(browser, origin, tenant.login(Person.ALICE));
        bob = TalkingPage.open(browser, origin, tenant.login(Person.BOB));
    }

    @AfterEach
    void stop() throws IOException {
        alice.close();
        bob.close();
        node.close();
    }

    private void meet() {
        alice.enter(Person.ALICE, Person.BOB);
        bob.enter(Person.ALICE, Person.BOB);
        alice.does("says('hello')");
        assertThat(bob.does("hears()")).isEqualTo(TalkingPage.words(Person.ALICE, "hello"));
    }

    @Test
    void twoBrowsersTalkToTheDeviceThatTheyThinkTheyDo() {
        meet();
        bob.does("says('hello to you')");
        assertThat(alice.does("hears()")).isEqualTo(TalkingPage.words(Person.BOB, "hello to you"));
    }

    @Test
    void aNewConnectionToSignalingFindsThemAgain() {
        meet();
        alice.does("renew()");
        alice.does("becomes('open')");
        alice.does("says('still here')");
        assertThat(bob.does("hears()")).isEqualTo(TalkingPage.words(Person.ALICE, "still here"));
    }

    @Test
    void whoIsRevokedIsToldAndLeavesItsPeers() {
        meet();
        tenant.revokeBob();
        bob.does("becomes('revoked')");
        bob.does("isAlone()");
        alice.does("isAlone()");
    }
}
