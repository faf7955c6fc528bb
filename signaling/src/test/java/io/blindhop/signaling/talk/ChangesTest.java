package io.blindhop.signaling.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.signaling.fixture.Lab;
import io.blindhop.signaling.fixture.Lab.Client;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesTest {
    private final Lab lab = new Lab();

    private static void subscribe(Client client, String dbId) {
        client.say("{'type':'subscribe','dbId':'" + dbId + "','storeKind':'docs','re':'5'}");
    }

    @Test
    void aSubscriptionTellsTheHeadAndEveryChangeAfterIt() {
        lab.directory.head(new StoreHead("epoch", 6));
        Client alice = lab.greeted(Lab.ALICE);
        subscribe(alice, "main");
        JsonNode first = alice.only("change");
        assertThat(first.get("maxReceiptOrder").asLong()).isEqualTo(6);
        assertThat(first.get("re").asText()).isEqualTo("5");
        lab.changed(Lab.ACME, "main", 9);
        JsonNode change = alice.only("change");
        assertThat(change.get("dbId").asText()).isEqualTo("main");
        assertThat(change.get("storeKind").asText()).isEqualTo("docs");
        assertThat(change.get("epoch").asText()).isEqualTo("epoch");
        assertThat(change.get("maxReceiptOrder").asLong()).isEqualTo(9);
    }

    @Test
    void changesOfOtherStoresAndTenantsAreNotTold() {
        Client alice = lab.greeted(Lab.ALICE);
        subscribe(alice, "main");
        alice.heard();
        lab.changed(Lab.ACME, "other", 9);
        lab.changed(new Realm.OfTenant(new TenantId("globex"), "life-2"), "main", 9);
        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void onlyWhoMayOpenADatabaseLearnsOfItsChanges() {
        Client alice = lab.greeted(Lab.ALICE);
        subscribe(alice, "main");
        alice.heard();
        lab.directory.close(Lab.ALICE, "main");
        lab.changed(Lab.ACME, "main", 9);
        assertThat(alice.heard()).isEmpty();
        Client again = lab.greeted(Lab.ALICE);
        subscribe(again, "main");
        assertThat(again.error()).isEqualTo("forbidden");
    }

    @Test
    void aConnectionHasNoMoreThan32Subscriptions() {
        Client alice = lab.greeted(Lab.ALICE);
        for (int i = 0; i < Changes.MAX_TOPICS; i++) {
            subscribe(alice, "db" + i);
            alice.only("change");
        }
        subscribe(alice, "db0");
        alice.only("change");
        subscribe(alice, "one-more");
        assertThat(alice.error()).isEqualTo("too-many-subscriptions");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whoCannotBeToldNowKeepsNobodyElseFromBeingTold(int one) {
        List<Client> all = List.of(lab.greeted(Lab.ALICE), lab.greeted(Lab.BOB), lab.greeted(Lab.CAROL));
        for (Client client : all) {
            subscribe(client, "main");
            client.in("lobby");
        }
        all.forEach(Client::heard);
        all.get(one).getStuck();

        assertThatThrownBy(() -> lab.changed(Lab.ACME, "main", 3)).isInstanceOf(StoreUnavailableException.class);
        lab.greeted(Lab.ALICE).join("lobby");

        for (int other = 0; other < all.size(); other++) {
            assertThat(all.get(other).heard())
                    .as("%s of three", other)
                    .extracting(message -> message.get("type").asText())
                    .isEqualTo(other == one ? List.of() : List.of("change", "peer-joined"));
        }
    }

    @Test
    void whoIsRevokedAndDoesNotReadIsClosedAllTheSameAndNobodyElseIsForgotten() {
        Client alice = lab.greeted(Lab.ALICE).in("lobby");
        List<Client> revoked =
                List.of(lab.greeted(Lab.BOB).in("lobby"), lab.greeted(Lab.BOB).in("lobby"));
        alice.heard();
        lab.directory.revoke(Lab.BOB);
        revoked.forEach(Client::getStuck);
        assertThatThrownBy(() -> lab.changed(Lab.ACME, "directory", 3)).isInstanceOf(StoreUnavailableException.class);
        assertThat(revoked).allMatch(Client::wasClosed);
        assertThat(alice.heard())
                .extracting(message -> message.get("type").asText())
                .containsOnly("peer-left");
        lab.changed(Lab.ACME, "directory", 3);
    }

    @Test
    void aChangeOfTheDirectoryClosesWhoWasRevokedAndTellsThePeers() {
        Client alice = lab.greeted(Lab.ALICE).in("lobby");
        Client bob = lab.greeted(Lab.BOB).in("lobby");
        alice.heard();
        lab.directory.revoke(Lab.BOB);
        lab.changed(Lab.ACME, "directory", 3);
        assertThat(bob.error()).isEqualTo("revoked");
        assertThat(bob.wasClosed()).isTrue();
        assertThat(alice.only("peer-left").get("peer").asText()).isEqualTo(bob.peer());
        assertThat(alice.wasClosed()).isFalse();
    }

    @Test
    void aChangeOfTheDirectoryPutsOutWhoMayNoLongerOpenTheDatabaseOfARoom() {
        Client alice = lab.greeted(Lab.ALICE).in("db:main");
        Client bob = lab.greeted(Lab.BOB).in("db:main").in("lobby");
        alice.heard();
        lab.directory.close(Lab.BOB, "main");
        bob.signal("db:main", alice.peer(), "x");
        assertThat(bob.error()).isEqualTo("forbidden");
        lab.changed(Lab.ACME, "directory", 3);
        assertThat(bob.only("left").get("room").asText()).isEqualTo("db:main");
        assertThat(alice.only("peer-left").get("peer").asText()).isEqualTo(bob.peer());
        assertThat(bob.wasClosed()).isFalse();
    }
}
