package io.blindhop.infra.signaling;

import io.blindhop.functions.node.HeadWatch;
import io.blindhop.functions.signaling.SubscribedStores;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.signaling.Signaling;
import io.blindhop.store.s3.StoreId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells signaling of changes at the node behind this one. One thread asks that node and another tells: nobody who pushes waits for
 * either, and what is known is told while that node is slow. Of several changes of a store that wait, the newest is told.
 */
final class WatchedDelivery implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WatchedDelivery.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SubscribedStores subscribed;
    private final Signaling signaling;
    private final Map<StoreId, StoreHead> waiting = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor looking = thread("watched stores");
    private final ScheduledThreadPoolExecutor telling = thread("watched changes");

    private WatchedDelivery(SubscribedStores subscribed, Signaling signaling) {
        this.subscribed = subscribed;
        this.signaling = signaling;
    }

    private static ScheduledThreadPoolExecutor thread(String name) {
        return new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory(), new ThreadPoolExecutor.DiscardPolicy());
    }

    static WatchedDelivery start(HeadWatch watch, SubscribedStores subscribed, Signaling signaling) {
        WatchedDelivery delivery = new WatchedDelivery(subscribed, signaling);
        watch.addListener(delivery::changed);
        var _ = delivery.looking.scheduleWithFixedDelay(
                () -> logged(() -> subscribed.look(signaling)),
                LOOK.toMillis(),
                LOOK.toMillis(),
                TimeUnit.MILLISECONDS);
        return delivery;
    }

    private void changed(StoreId store, StoreHead head) {
        if (subscribed.contains(store)) {
            waiting.compute(store, (id, known) -> {
                if (known == null) {
                    telling.execute(() -> logged(() -> tell(store)));
                    return head;
                }
                return newer(known, head);
            });
        }
    }

    private static StoreHead newer(StoreHead known, StoreHead head) {
        boolean late = known.epoch().equals(head.epoch()) && known.maxReceiptOrder() > head.maxReceiptOrder();
        return late ? known : head;
    }

    private void tell(StoreId store) {
        Optional.ofNullable(waiting.remove(store))
                .ifPresent(head ->
                        signaling.storeChanged(store.incarnation(), new DatabaseId(store.dbId()), store.kind(), head));
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
        looking.shutdownNow();
        telling.shutdownNow();
        looking.close();
        telling.close();
    }
}
