package io.blindhop.functions.signaling;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.node.HeadWatch;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.signaling.Signaling;
import io.blindhop.store.s3.StoreId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The stores of another node to which connections of this process have subscribed. They are watched for as long as somebody is
 * subscribed: for a node that is one process, and looks again and again. For any thread.
 */
public final class SubscribedStores {
    private final HeadWatch watch;
    private final Map<StoreId, HeadWatch.Interest> interests = new HashMap<>();

    public SubscribedStores(HeadWatch watch) {
        this.watch = watch;
    }

    /** Somebody has subscribed. */
    void add(StoreId store, Supplier<StoreHead> head) {
        HeadWatch.Interest interest = watch.interest(store, () -> asked(head));
        synchronized (this) {
            if (interests.putIfAbsent(store, interest) != null) {
                interest.close();
            }
        }
    }

    private static Optional<StoreHead> asked(Supplier<StoreHead> head) {
        try {
            return Optional.of(head.get());
        } catch (HttpError e) {
            throw new StoreUnavailableException(e.getMessage(), e);
        }
    }

    public synchronized boolean contains(StoreId store) {
        return interests.containsKey(store);
    }

    /** Looks at those whose time has come, and forgets those to which nobody is subscribed any more. */
    public void look(Signaling signaling) {
        for (StoreId store : all()) {
            if (signaling.isSubscribed(store.incarnation(), new DatabaseId(store.dbId()), store.kind())) {
                watch.look(store);
            } else {
                forget(store);
            }
        }
    }

    private synchronized List<StoreId> all() {
        return List.copyOf(interests.keySet());
    }

    private synchronized void forget(StoreId store) {
        Optional.ofNullable(interests.remove(store)).ifPresent(HeadWatch.Interest::close);
    }
}
