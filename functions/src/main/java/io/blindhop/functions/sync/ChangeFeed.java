package io.blindhop.functions.sync;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells event streams which stores of a tenant have changed. Events may be lost or come together, and never hold up anybody:
 * each makes a client look at the head, and the next one does so too.
 */
sealed interface ChangeFeed extends AutoCloseable permits PushedChanges, PolledChanges, WatchedChanges {

    /** The store that changed, and how far it has come. */
    record Change(DatabaseId dbId, StoreKind kind, StoreHead head) {}

    /** One event stream. For one thread. */
    interface Subscription extends AutoCloseable {
        /** The next change; empty if none came in about {@code wait}. */
        Optional<Change> next(Duration wait) throws InterruptedException;

        @Override
        void close();
    }

    /**
     * Every push to a store of the kind that is acknowledged from now on is told, whichever database it goes to; at a hop, those
     * that go past it only if they are to the database {@code opened}.
     *
     * @param head of that database, as the caller may see it
     */
    Subscription subscribe(Tenant tenant, StoreKind kind, DatabaseId opened, Supplier<StoreHead> head);

    /** Whether {@link #pushed} does anything for a store. */
    boolean isObserved(Tenant tenant, DatabaseId dbId, StoreKind kind);

    /** A push to this process has been acknowledged. Does not fail because the head cannot be had. */
    void pushed(Tenant tenant, DatabaseId dbId, StoreKind kind, Supplier<StoreHead> head);

    /** Whether the server stops: event streams, which have no other end, end then. */
    boolean isOver();

    @Override
    void close();
}
