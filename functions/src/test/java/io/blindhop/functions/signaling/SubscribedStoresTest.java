package io.blindhop.functions.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.hop.HopLab;
import io.blindhop.functions.hop.HopMode;
import io.blindhop.functions.hop.HopOptions;
import io.blindhop.functions.node.HeadWatch;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.protocol.auth.Tickets;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.signaling.Signaling;
import io.blindhop.signaling.node.Connections;
import io.blindhop.signaling.node.SignalingServices;
import io.blindhop.signaling.talk.ConnectionRefusedException;
import io.blindhop.store.dynamo.log.LogChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices that are connected to a hop hear of pushes behind it; each look is a call of the test. */
class SubscribedStoresTest {
    private static final String SUBSCRIBE = "{\"type\":\"subscribe\",\"dbId\":\"notes\",\"storeKind\":\"docs\"}";

    private final HopLab lab = new HopLab(HopMode.PASSTHROUGH);
    private final TestEntries entries = Person.ALICE.entries(8);
    private final List<String> told = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final Connections sockets = new Connections() {
        @Override
        public void post(String connectionId, String message) {
            if (message.contains("\"change\"")) {
                told.add(message);
            }
        }

        @Override
        public void close(String connectionId) {
            closed.add(connectionId);
        }
    };
    private SubscribedStores subscribed;
    private Signaling signaling;

    @BeforeEach
    void connect() throws ConnectionRefusedException {
        NodeServices services = lab.hop.services();
        lab.atHop.login(Person.ALICE).docs("notes").head();
        HeadWatch watch = services.stores().watch().orElseThrow();
        subscribed = new SubscribedStores(watch);
        signaling = NodeSignaling.of(services, sockets, SignalingServices.LIFETIME, Optional.of(subscribed));
        watch.addListener((store, head) ->
                signaling.storeChanged(store.incarnation(), new DatabaseId(store.dbId()), store.kind(), head));
        Realm.OfTenant realm = new Realm.OfTenant(
                new TenantId(TestTenant.RECORDED),
                lab.hop.tenant(TestTenant.RECORDED).incarnation());
        String ticket = new Tickets(services.secrets(), services.clock(), services.random())
                .issue(realm, Person.BOB.signingPem(), Optional.empty());
        signaling.connect("socket", "blindhop.v1, ticket." + ticket, Optional.empty());
        signaling.receive("socket", "{\"type\":\"hello\",\"session\":\"oaGhoaGhoaGhoaGhoaGhoQ\"}");
        signaling.receive("socket", SUBSCRIBE);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void pushBehind() {
        lab.atOrigin
                .login(Person.ALICE)
                .docs("notes")
                .putBinary(List.of(entries.docCreate(entries.newDocId())))
                .ok();
    }

    private List<String> look() {
        lab.hop.advance(HopOptions.WATCH_EVERY);
        lab.link.requests();
        subscribed.look(signaling);
        return lab.link.requests();
    }

    @Test
    void aSubscriberIsToldTheHeadAndThenEveryChangeOnce() {
        assertThat(told).as("the head as it is").hasSize(1);
        pushBehind();

        assertThat(look()).containsExactly("POST /itopgolden/sync/docs/getStoreHead");
        look();

        assertThat(told).hasSize(2);
        assertThat(told.getLast()).contains("\"dbId\":\"notes\"").contains("\"maxReceiptOrder\":1");
    }

    @Test
    void whenTheLastSubscriberHasGoneNothingIsAskedAnyMore() {
        signaling.disconnected("socket");
        pushBehind();

        assertThat(look()).isEmpty();
        assertThat(told).hasSize(1);
    }

    @Test
    void aChangeOfTheCopyOfTheDirectoryIsNoChangeOfAStoreAndClosesTheConnectionsOfTheRevoked() {
        signaling.receive("socket", SUBSCRIBE.replace("notes", "directory"));
        assertThat(told).hasSize(2);
        NodeServices services = lab.hop.services();
        ChangeFeed feed = new ChangeFeed(signaling, services.storage().generation(), services.stores());
        LogChange change = new LogChange(
                lab.hop.tenant(TestTenant.RECORDED).store("directory", StoreKind.DOCS), new StoreHead("copy", 99));

        feed.tell(change);
        assertThat(told).hasSize(2);
        assertThat(closed).isEmpty();
        lab.atOrigin.revokeBob();
        lab.hop.advance(HopLab.AGE);
        feed.tell(change);

        assertThat(closed).containsExactly("socket");
    }

    @Test
    void aDeviceThatIsRevokedMeanwhileIsNotTold() {
        pushBehind();
        lab.atOrigin.revokeBob();
        lab.hop.advance(HopLab.AGE);

        look();

        assertThat(told).hasSize(1);
    }
}
