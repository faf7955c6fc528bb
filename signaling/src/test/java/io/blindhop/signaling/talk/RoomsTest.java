package io.blindhop.signaling.talk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.signaling.fixture.Lab;
import io.blindhop.signaling.fixture.Lab.Client;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private static final Realm.OfTenant GLOBEX = new Realm.OfTenant(new TenantId("globex"), "life-2");
    private static final Realm.OfTenant ACME_AGAIN = new Realm.OfTenant(new TenantId("acme"), "life-3");

    private final Lab lab = new Lab();

    private static List<String> peers(JsonNode joined) {
        return joined.get("peers").findValuesAsText("peer");
    }

    @Test
    void peersOfARoomLearnOfEachOther() {
        Client alice = lab.greeted(Lab.ALICE).in("lobby");
        Client bob = lab.greeted(Lab.BOB).join("lobby");
        JsonNode joined = bob.only("joined");
        assertThat(peers(joined)).containsExactly(alice.peer());
        assertThat(joined.at("/peers/0/device").asText()).isEqualTo("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE");
        assertThat(joined.at("/peers/0/session").asText()).isEqualTo(alice.session());
        assertThat(alice.only("peer-joined").at("/peer/peer").asText()).isEqualTo(bob.peer());
    }

    @Test
    void whoLeavesIsToldAndSoAreTheOthers() {
        Client alice = lab.greeted(Lab.ALICE).in("lobby");
        Client bob = lab.greeted(Lab.BOB).in("lobby");
        alice.heard();
        bob.say("{'type':'leave','room':'lobby','re':'9'}");
        assertThat(bob.only("left").get("re").asText()).isEqualTo("9");
        assertThat(alice.only("peer-left").get("peer").asText()).isEqualTo(bob.peer());
        alice.signal("lobby", bob.peer(), "x");
        assertThat(alice.error()).isEqualTo("peer-gone");
    }

    @Test
    void whoJoinsAgainIsAnsweredAndNobodyIsTold() {
        Client alice = lab.greeted(Lab.ALICE).in("lobby");
        Client bob = lab.greeted(Lab.BOB).in("lobby");
        alice.heard();
        assertThat(peers(bob.join("lobby").only("joined"))).containsExactly(alice.peer());
        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void aConnectionThatEndsLeavesItsRoomsAndNoRow() {
        Client alice = lab.greeted(Lab.ALICE).in("lobby").in("db:main");
        int rows = lab.rows().size();
        Client bob = lab.greeted(Lab.BOB).in("lobby").in("db:main");
        bob.say("{'type':'subscribe','dbId':'main','storeKind':'docs'}");
        alice.heard();
        bob.disconnect();
        assertThat(alice.heard()).extracting(m -> m.get("type").asText()).containsExactly("peer-left", "peer-left");
        assertThat(lab.rows()).hasSize(rows);
    }

    @Test
    void aStaleConnectionIsFoundRemovedAndItsRoomsAreTold() {
        Client alice = lab.greeted(Lab.ALICE).in("lobby");
        Client bob = lab.greeted(Lab.BOB).in("lobby").in("other");
        Client carol = lab.greeted(Lab.CAROL).in("other");
        alice.heard();
        bob.breakOff();
        alice.signal("lobby", bob.peer(), "x");
        assertThat(alice.heard())
                .extracting(m -> m.get("type").asText())
                .containsExactlyInAnyOrder("peer-left", "error");
        assertThat(carol.only("peer-left").get("peer").asText()).isEqualTo(bob.peer());
        assertThat(lab.rows()).noneMatch(row -> row.toString().contains(bob.connectionId()));
    }

    @Test
    void severalStaleConnectionsAreFoundAtOnce() {
        Client alice = lab.greeted(Lab.ALICE).in("lobby");
        Client bob = lab.greeted(Lab.BOB).in("lobby");
        Client carol = lab.greeted(Lab.CAROL).in("lobby");
        alice.heard();
        bob.breakOff();
        carol.breakOff();
        Client dave = lab.greeted(Lab.key(4)).join("lobby");
        assertThat(alice.heard())
                .filteredOn(m -> m.get("type").asText().equals("peer-left"))
                .extracting(m -> m.get("peer").asText())
                .containsExactlyInAnyOrder(bob.peer(), carol.peer());
        dave.heard();
        assertThat(peers(dave.join("lobby").only("joined"))).containsExactly(alice.peer());
    }

    @Test
    void nothingOfATenantIsVisibleInAnotherNorInAnotherLifeOfIt() {
        Client alice = lab.greeted(Lab.ALICE).in("lobby");
        for (Realm.OfTenant other : List.of(GLOBEX, ACME_AGAIN)) {
            Client stranger = lab.greeted(other, Lab.ALICE);
            assertThat(peers(stranger.join("lobby").only("joined"))).isEmpty();
            stranger.signal("lobby", alice.peer(), "x");
            assertThat(stranger.error()).isEqualTo("peer-gone");
            stranger.disconnect();
        }
        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void aRoomOfADatabaseIsForThoseWhoMayOpenIt() {
        lab.directory.close(Lab.BOB, "main");
        Client bob = lab.greeted(Lab.BOB);
        assertThat(bob.join("db:main").error()).isEqualTo("forbidden");
        assertThat(bob.join("db:other").only("joined")).isNotNull();
    }

    @Test
    void aRoomTakesNoMoreThan32Peers() {
        Client first = lab.greeted(Lab.ALICE).in("lobby");
        for (int i = 1; i < Rooms.MAX_PEERS; i++) {
            lab.greeted(Lab.BOB).in("lobby");
        }
        Client late = lab.greeted(Lab.CAROL).join("lobby");
        assertThat(late.error()).isEqualTo("room-full");
        first.say("{'type':'leave','room':'lobby'}");
        assertThat(peers(late.join("lobby").only("joined"))).hasSize(Rooms.MAX_PEERS - 1);
    }

    @Test
    void aConnectionJoinsNoMoreThan16Rooms() {
        Client alice = lab.greeted(Lab.ALICE);
        for (int i = 0; i < Rooms.MAX_ROOMS; i++) {
            alice.in("room" + i);
        }
        assertThat(alice.join("one-more").error()).isEqualTo("too-many-rooms");
        alice.say("{'type':'leave','room':'room3'}").heard();
        alice.join("one-more").only("joined");
    }

    @Test
    void whoseTimeIsOverIsInNoRoomThoughTheTableStillHasItsRow() {
        lab.greeted(Lab.ALICE).in("lobby").breakOff();
        lab.pass(Duration.ofHours(2));
        Client bob = lab.greeted(Lab.BOB).join("lobby");
        assertThat(peers(bob.only("joined"))).isEmpty();
    }
}
