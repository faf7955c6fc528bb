package io.blindhop.infra.signaling;

import io.blindhop.functions.node.HeadWatch;
import io.blindhop.functions.signaling.SubscribedStores;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.signaling.Signaling;
import io.blindhop.store.s3.StoreId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Tells signaling of changes at the node behind this one, in a thread of its own: nobody who pushes waits for it. */
final class WatchedDelivery implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WatchedDelivery.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SubscribedStores subscribed;
    private final Signaling signaling;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("watched changes").factory(), new ThreadPoolExecutor.DiscardPolicy());

    private WatchedDelivery(SubscribedStores subscribed, Signaling signaling) {
        this.subscribed = subscribed;
        this.signaling = signaling;
    }

    static WatchedDelivery start(HeadWatch watch, SubscribedStores subscribed, Signaling signaling) {
        WatchedDelivery delivery = new WatchedDelivery(subscribed, signaling);
        watch.addListener(delivery::changed);
        var _ = delivery.thread.scheduleWithFixedDelay(
                () -> logged(() -> subscribed.look(signaling)),
                LOOK.toMillis(),
                LOOK.toMillis(),
                TimeUnit.MILLISECONDS);
        return delivery;
    }

    private void changed(StoreId store, StoreHead head) {
        if (subscribed.contains(store)) {
            thread.execute(() -> logged(() ->
                    signaling.storeChanged(store.incarnation(), new DatabaseId(store.dbId()), store.kind(), head)));
        }
    }

    private static void logged(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A change of a store could not be told", e);
        }
    }

    /** Waits for what is being told. */
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
