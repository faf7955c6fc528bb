package io.blindhop.functions.sync;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells event streams which stores of a tenant have changed. Events may be lost or come together, and never hold up anybody:
 * each makes a client look at the head, and the next one does so too.
 */
sealed interface ChangeFeed extends AutoCloseable permits PushedChanges, PolledChanges {

    /** The store that changed, and how far it has come. */
    record Change(DatabaseId dbId, StoreKind kind, StoreHead head) {}

    /** One event stream. For one thread. */
    interface Subscription extends AutoCloseable {
        /** The next change; empty if none came in about {@code wait}. */
        Optional<Change> next(Duration wait) throws InterruptedException;

        @Override
        void close();
    }

    /** Every push to a store of the kind that is acknowledged from now on is told, whichever database it goes to. */
    Subscription subscribe(Tenant tenant, StoreKind kind);

    /** Whether {@link #publish} does anything for a store of the tenant and kind. */
    boolean isObserved(Tenant tenant, StoreKind kind);

    /** A push to this process has changed a store. */
    void publish(Tenant tenant, Change change);

    /** Whether the server stops: event streams, which have no other end, end then. */
    boolean isOver();

    @Override
    void close();
}
