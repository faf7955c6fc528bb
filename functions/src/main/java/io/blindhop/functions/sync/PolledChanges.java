package io.blindhop.functions.sync;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.tenant.StoreHeads;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.s3.StoreId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Finds pushes to whichever process by looking at the table: for nodes of several processes, none of which hears of the
 * pushes to the others.
 *
 * <p>A stream looks each time it has waited. While the tenant stores nothing, a look is half a read unit; while it does, and
 * for {@link StoreHeads#ACTIVE} after, it reads the heads too, which is one unit for each store of the kind and one for the
 * list of them. A tenant with more than {@value #STORES_AT_EVERY_LOOK} stores has its heads read at every second look, third
 * look and so on, so that no stream takes more units a second, however many stores there are.
 */
final class PolledChanges implements ChangeFeed {
    static final int STORES_AT_EVERY_LOOK = 10;

    private final LogContext storage;
    private volatile boolean closed;

    PolledChanges(LogContext storage) {
        this.storage = storage;
    }

    private final class Polling implements Subscription {
        private final StoreKind kind;
        private final StoreHeads heads;
        private final Map<StoreId, StoreHead> told;
        private final Queue<Change> waiting = new ArrayDeque<>();
        private int looks;

        Polling(Tenant tenant, StoreKind kind) {
            this.kind = kind;
            this.heads = new StoreHeads(storage, tenant, kind);
            this.told = new HashMap<>(heads.read());
        }

        @Override
        public Optional<Change> next(Duration wait) throws InterruptedException {
            if (waiting.isEmpty()) {
                storage.pause().forDuration(wait);
                look();
            }
            return Optional.ofNullable(waiting.poll());
        }

        private void look() {
            looks++;
            int every = Math.ceilDiv(Math.max(1, told.size()), STORES_AT_EVERY_LOOK);
            if (looks % every != 0 || !heads.mayMove()) {
                return;
            }
            heads.read().forEach((store, head) -> {
                if (!head.equals(told.put(store, head)) && head.maxReceiptOrder() > 0) {
                    waiting.add(new Change(new DatabaseId(store.dbId()), kind, head));
                }
            });
        }

        @Override
        public void close() {
            waiting.clear();
        }
    }

    @Override
    public Subscription subscribe(Tenant tenant, StoreKind kind, DatabaseId opened, Supplier<StoreHead> head) {
        return new Polling(tenant, kind);
    }

    @Override
    public boolean isObserved(Tenant tenant, DatabaseId dbId, StoreKind kind) {
        return false;
    }

    @Override
    public void pushed(Tenant tenant, DatabaseId dbId, StoreKind kind, Supplier<StoreHead> head) {
        // Whoever looks at the table finds it there.
    }

    @Override
    public boolean isOver() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
