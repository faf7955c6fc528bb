package io.blindhop.infra.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.hop.HopLab;
import io.blindhop.functions.hop.HopMode;
import io.blindhop.functions.hop.HopOptions;
import io.blindhop.functions.node.HeadWatch;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.signaling.NodeSignaling;
import io.blindhop.functions.signaling.SubscribedStores;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.protocol.auth.Tickets;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.signaling.Signaling;
import io.blindhop.signaling.node.Connections;
import io.blindhop.signaling.node.SignalingServices;
import io.blindhop.signaling.talk.ConnectionRefusedException;
import io.blindhop.store.s3.StoreId;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device that has subscribed at a hop. Waiting times are guards against hanging and nothing else. */
class WatchedDeliveryTest {
    private static final long GUARD_SECONDS = 30;

    private final HopLab lab = new HopLab(HopMode.PASSTHROUGH);
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private volatile boolean upstreamIsSlow;
    private volatile CountDownLatch device = new CountDownLatch(0);
    private StoreId notes;
    private HeadWatch watch;
    private WatchedDelivery delivery;

    @BeforeEach
    void subscribe() throws ConnectionRefusedException {
        lab.atHop.login(Person.ALICE).docs("notes").head();
        NodeServices services = lab.hop.services();
        watch = services.stores().watch().orElseThrow();
        notes = lab.hop.tenant(TestTenant.RECORDED).store("notes", StoreKind.DOCS);
        watch.interest(notes, () -> {
            if (upstreamIsSlow) {
                asked.countDown();
                await(answer);
            }
            return Optional.empty();
        });
        Connections sockets = new Connections() {
            @Override
            public void post(String connectionId, String message) {
                if (message.contains("\"change\"")) {
                    told.add(message);
                    await(device);
                }
            }

            @Override
            public void close(String connectionId) {}
        };
        SubscribedStores subscribed = new SubscribedStores(watch);
        Signaling signaling = NodeSignaling.of(services, sockets, SignalingServices.LIFETIME, Optional.of(subscribed));
        Realm.OfTenant realm = new Realm.OfTenant(
                new TenantId(TestTenant.RECORDED),
                lab.hop.tenant(TestTenant.RECORDED).incarnation());
        String ticket = new Tickets(services.secrets(), services.clock(), services.random())
                .issue(realm, Person.BOB.signingPem(), Optional.empty());
        signaling.connect("socket", "blindhop.v1, ticket." + ticket, Optional.empty());
        signaling.receive("socket", "{\"type\":\"hello\",\"session\":\"oaGhoaGhoaGhoaGhoaGhoQ\"}");
        signaling.receive("socket", "{\"type\":\"subscribe\",\"dbId\":\"notes\",\"storeKind\":\"docs\"}");
        told.clear();
        delivery = WatchedDelivery.start(watch, subscribed, signaling);
    }

    @AfterEach
    void stop() {
        answer.countDown();
        device.countDown();
        delivery.close();
        lab.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(GUARD_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String next() throws InterruptedException {
        return Optional.ofNullable(told.poll(GUARD_SECONDS / 2, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("nothing was told"));
    }

    private void changed(long order) {
        watch.changed(notes, new StoreHead("epoch", order));
    }

    @Test
    void whatIsKnownIsToldWhileTheUpstreamIsSlow() throws InterruptedException {
        upstreamIsSlow = true;
        lab.hop.advance(HopOptions.WATCH_EVERY);
        await(asked);

        changed(7);

        assertThat(next()).contains("\"maxReceiptOrder\":7");
    }

    @Test
    void ofTheChangesThatWaitForASlowDeviceTheNewestIsTold() throws InterruptedException {
        device = new CountDownLatch(1);
        changed(7);
        assertThat(next()).contains("\"maxReceiptOrder\":7");
        changed(8);
        changed(9);
        changed(8);
        device.countDown();

        assertThat(next()).contains("\"maxReceiptOrder\":9");
        changed(10);
        assertThat(next()).contains("\"maxReceiptOrder\":10");
    }
}
