package io.blindhop.signaling.talk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.signaling.fixture.Lab;
import io.blindhop.signaling.fixture.Lab.Client;
import io.blindhop.signaling.room.MessageRate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TalkTest {
    private final Lab lab = new Lab();

    @Test
    void welcomeNamesOneselfAndTheEnd() {
        Client alice = lab.greeted(Lab.ALICE);
        assertThat(alice.peer()).matches("[A-Za-z0-9_-]{22}").doesNotContain("connection");
        assertThat(alice.welcome().get("device").asText()).isEqualTo("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE");
        assertThat(alice.welcome().get("expiresAt").asLong()).isEqualTo(1_795_341_792_000L + 7_200_000);
    }

    @Test
    void helloIsFirstAndOnce() {
        Client alice = lab.connected(Lab.ACME, Lab.ALICE);
        assertThat(alice.join("lobby").error()).isEqualTo("hello-first");
        alice.say("{'type':'hello','session':'" + "a".repeat(22) + "'}").only("welcome");
        alice.say("{'type':'hello','session':'" + "b".repeat(22) + "','re':'2'}");
        JsonNode error = alice.only("error");
        assertThat(error.get("code").asText()).isEqualTo("hello-twice");
        assertThat(error.get("re").asText()).isEqualTo("2");
    }

    @Test
    void aSignalReachesItsPeerAsItWasWithWhoSentIt() {
        Client alice = lab.greeted(Lab.ALICE).in("lobby");
        Client bob = lab.greeted(Lab.BOB).in("lobby");
        lab.greeted(Lab.CAROL).in("lobby");
        alice.heard();
        bob.heard();
        alice.signal("lobby", bob.peer(), "ü\\u0000\\n{}");
        JsonNode signal = bob.only("signal");
        assertThat(signal.get("data").asText()).isEqualTo("ü\u0000\n{}");
        assertThat(signal.get("from").asText()).isEqualTo(alice.peer());
        assertThat(signal.get("session").asText()).isEqualTo(alice.session());
        assertThat(signal.get("device").asText())
                .isEqualTo(alice.welcome().get("device").asText());
        assertThat(signal.get("seq").asLong()).isZero();
        assertThat(signal.get("signature").asText()).isEqualTo("s".repeat(86));
        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void whoIsNotInTheRoomSendsNothingIntoIt() {
        Client alice = lab.greeted(Lab.ALICE).in("lobby");
        Client bob = lab.greeted(Lab.BOB).signal("lobby", alice.peer(), "x");
        assertThat(bob.error()).isEqualTo("not-in-room");
        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void aMessageThatIsRefusedIsAnsweredAndTheConnectionGoesOn() {
        Client alice = lab.greeted(Lab.ALICE);
        assertThat(alice.say("nonsense").error()).isEqualTo("malformed");
        assertThat(alice.say("{'type':'dance'}").error()).isEqualTo("unknown-type");
        assertThat(alice.say("{'type':'ping'}" + " ".repeat(32 * 1024 - 20)).error())
                .isEqualTo("too-large");
        alice.say("{'type':'ping','re':'p'}");
        assertThat(alice.only("pong").get("re").asText()).isEqualTo("p");
    }

    @Test
    void tooManyMessagesAreRefusedUntilTheNextWindow() {
        Client alice = lab.greeted(Lab.ALICE);
        for (int i = 1; i < MessageRate.MESSAGES; i++) {
            alice.say("{'type':'ping'}").only("pong");
        }
        JsonNode error = alice.say("{'type':'ping'}").only("error");
        assertThat(error.get("code").asText()).isEqualTo("rate");
        lab.pass(Duration.ofMillis(error.get("retryAfter").asLong()));
        alice.say("{'type':'ping'}").only("pong");
    }

    @Test
    void aDeviceThatWasRevokedIsToldWithItsNextMessageAndClosed() {
        Client alice = lab.greeted(Lab.ALICE).in("lobby");
        Client bob = lab.greeted(Lab.BOB).in("lobby");
        alice.heard();
        lab.directory.revoke(Lab.BOB);
        JsonNode error = bob.say("{'type':'ping'}").only("error");
        assertThat(error.get("code").asText()).isEqualTo("revoked");
        assertThat(error.get("closing").asBoolean()).isTrue();
        assertThat(bob.wasClosed()).isTrue();
        assertThat(alice.only("peer-left").get("peer").asText()).isEqualTo(bob.peer());
    }

    @Test
    void aConnectionEndsAfterTwoHours() {
        Client alice = lab.greeted(Lab.ALICE);
        lab.pass(Duration.ofHours(2).minusMillis(1));
        alice.say("{'type':'ping'}").only("pong");
        lab.pass(Duration.ofMillis(1));
        assertThat(alice.say("{'type':'ping'}").error()).isEqualTo("expired");
        assertThat(alice.wasClosed()).isTrue();
        assertThat(lab.rows()).isEmpty();
    }

    @Test
    void aConnectionThatNobodyKnowsIsClosed() {
        Client alice = lab.greeted(Lab.ALICE);
        alice.disconnect();
        alice.say("{'type':'ping'}");
        assertThat(alice.wasClosed()).isTrue();
    }

    @Test
    void whatCannotBeDoneNowIsSaidToBeSo() {
        Client alice = lab.greeted(Lab.ALICE);
        lab.directory.down(true);
        assertThat(alice.join("lobby").error()).isEqualTo("unavailable");
        lab.directory.down(false);
        lab.gatewayDown(true);
        alice.say("{'type':'ping'}");
        lab.gatewayDown(false);
        assertThat(alice.heard()).isEmpty();
    }
}
