package io.blindhop.functions.sync;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.node.HeadWatch;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.s3.StoreId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * For a hop, whose entries are at another node: tells event streams of the pushes to this process at once, and of others by
 * looking at the heads of those stores that a stream was opened for. While the other node is away there is nothing to tell;
 * what changed meanwhile is told when it is back.
 */
final class WatchedChanges implements ChangeFeed {
    private static final System.Logger LOG = System.getLogger(WatchedChanges.class.getName());

    private final HeadWatch watch;
    private final PushedChanges streams = new PushedChanges();

    WatchedChanges(HeadWatch watch) {
        this.watch = watch;
        watch.addListener((store, head) ->
                streams.publish(store.incarnation(), new Change(new DatabaseId(store.dbId()), store.kind(), head)));
    }

    @Override
    public Subscription subscribe(Tenant tenant, StoreKind kind, DatabaseId opened, Supplier<StoreHead> head) {
        StoreId store = tenant.store(opened.value(), kind);
        Subscription stream = streams.subscribe(tenant, kind, opened, head);
        HeadWatch.Interest interest = watch.interest(store, () -> ifAllowed(head));
        return new Subscription() {
            @Override
            public Optional<Change> next(Duration wait) throws InterruptedException {
                watch.look(store);
                return stream.next(wait);
            }

            @Override
            public void close() {
                interest.close();
                stream.close();
            }
        };
    }

    /** Empty for a caller who may no longer open the store. */
    private static Optional<StoreHead> ifAllowed(Supplier<StoreHead> head) {
        try {
            return Optional.of(head.get());
        } catch (HttpError e) {
            if (e.status() >= 500) {
                throw new StoreUnavailableException(e.getMessage(), e);
            }
            return Optional.empty();
        }
    }

    @Override
    public boolean isObserved(Tenant tenant, DatabaseId dbId, StoreKind kind) {
        return streams.isObserved(tenant, dbId, kind) || watch.isWatched(tenant.store(dbId.value(), kind));
    }

    @Override
    public void pushed(Tenant tenant, DatabaseId dbId, StoreKind kind, Supplier<StoreHead> head) {
        try {
            watch.changed(tenant.store(dbId.value(), kind), head.get());
        } catch (StoreUnavailableException | HttpError away) {
            // The push is acknowledged all the same, and the next look tells.
            LOG.log(Level.DEBUG, "A push is told later: {0}", away.getMessage());
        }
    }

    @Override
    public boolean isOver() {
        return streams.isOver();
    }

    @Override
    public void close() {
        streams.close();
    }
}
