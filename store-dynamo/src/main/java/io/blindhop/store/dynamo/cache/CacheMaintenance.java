package io.blindhop.store.dynamo.cache;

import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.log.MaintenanceSteps;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore.Blob;
import io.blindhop.store.s3.payload.PayloadLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Removes what caches have forgotten, and the oldest of what they keep while that is more than they may. Everything that a
 * cache holds has come from its upstream or has been stored there, so nothing can be lost. May run twice at once and be killed
 * anywhere: what names an object goes after the object.
 *
 * <p>Goes through the caches that have changed; one read if none has.
 */
public final class CacheMaintenance {
    private static final int AT_ONCE = 500;

    private final LogContext context;
    private final long limitBytes;
    private final CachedStores stores;

    /** @param limitBytes of payloads that all caches of the node keep together; more between two runs */
    public CacheMaintenance(LogContext context, long limitBytes) {
        this.context = context;
        this.limitBytes = limitBytes;
        this.stores = new CachedStores(context);
    }

    /** Empties what is kept of a database. */
    public void forget(String incarnation, String dbId) {
        for (StoreKind kind : StoreKind.values()) {
            new TableEntryCache(context, new StoreId(incarnation, dbId, kind)).clear();
        }
    }

    /** What one call of {@code keep} wrote. */
    private record Batch(PutId put, long bytes) {}

    /**
     * What cannot be done is left to the next run, and keeps nothing else from being done.
     *
     * @return how many batches of entries were removed
     * @throws RuntimeException the first of those that kept something from being done
     */
    public int run() {
        Work work = new Work();
        List<CachedStores.Changed> changed = stores.changed();
        for (CachedStores.Changed change : changed) {
            work.step(() -> {
                CacheKeys keys = new CacheKeys(change.store());
                work.removed += removeForgotten(change.store(), keys, life(keys));
                count(change.store());
                if (change.isOver(context.clock().millis())) {
                    stores.settled(change);
                }
            });
        }
        if (!changed.isEmpty()) {
            evict(work);
        }
        return work.done();
    }

    /** What a run has done so far. */
    private static final class Work {
        private int removed;
        private final MaintenanceSteps steps = new MaintenanceSteps();

        void step(Runnable step) {
            steps.step(step);
        }

        int done() {
            steps.done();
            return removed;
        }
    }

    private Optional<PutId> life(CacheKeys keys) {
        return context.table()
                .get(keys.head(), Consistency.STRONG)
                .map(row -> CacheLife.of(row).life());
    }

    private int removeForgotten(StoreId store, CacheKeys keys, Optional<PutId> life) {
        PutId youngest =
                new PutId(PutId.floor(context.clock().millis() - LogLimits.LITTER_GRACE.toMillis()) + "0".repeat(16));
        int removed = 0;
        Query query = keys.before(life, AT_ONCE);
        for (List<Item> rows = context.table().query(query);
                !rows.isEmpty();
                rows = context.table().query(query)) {
            List<String> objects = new ArrayList<>();
            List<Key> gone = new ArrayList<>();
            for (Item row : rows) {
                Optional<PutId> put = CacheKeys.putOfBatch(row.key());
                if (put.isPresent() && put.get().compareTo(youngest) > 0) {
                    // Whoever keeps it may still be writing its objects.
                    continue;
                }
                put.or(() -> row.text("p").map(PutId::new)).ifPresent(named -> objects.addAll(objects(store, named)));
                removed += put.isPresent() ? 1 : 0;
                gone.add(row.key());
            }
            context.blobs().delete(objects);
            context.table().deleteAll(gone);
            query = query.after(rows.getLast().key().sk());
        }
        return removed;
    }

    /** Of the current life, the oldest first. */
    private List<Batch> batches(CacheKeys keys, PutId life) {
        List<Batch> batches = new ArrayList<>();
        for (Item row : context.table().query(keys.batches(life, Integer.MAX_VALUE))) {
            CacheKeys.putOfBatch(row.key()).ifPresent(put -> batches.add(new Batch(put, row.requireWhole("n"))));
        }
        return batches;
    }

    private Counted count(StoreId store) {
        CacheKeys keys = new CacheKeys(store);
        return noted(store, life(keys).map(life -> batches(keys, life)).orElse(List.of()));
    }

    private Counted noted(StoreId store, List<Batch> batches) {
        long bytes = batches.stream().mapToLong(Batch::bytes).sum();
        Optional<PutId> oldest = batches.stream().findFirst().map(Batch::put);
        stores.counted(store, bytes, oldest);
        return new Counted(store, bytes, oldest);
    }

    private record Counted(StoreId store, long bytes, Optional<PutId> oldest) {}

    /** Always from the store whose oldest batch is the oldest of all. What cannot be removed counts as long as it is there. */
    private void evict(Work work) {
        PriorityQueue<Counted> oldestFirst = new PriorityQueue<>(
                Comparator.comparing(counted -> counted.oldest().orElseThrow()));
        for (CachedStores.Amount amount : stores.all()) {
            work.step(() -> {
                Counted counted = amount.bytes().isPresent()
                        ? new Counted(amount.store(), amount.bytes().getAsLong(), amount.oldest())
                        : count(amount.store());
                if (counted.oldest().isPresent()) {
                    oldestFirst.add(counted);
                }
            });
        }
        Kept kept = new Kept();
        kept.bytes = oldestFirst.stream().mapToLong(Counted::bytes).sum();
        while (kept.bytes > limitBytes && !oldestFirst.isEmpty()) {
            Counted oldest = oldestFirst.remove();
            Optional<PutId> next = Optional.ofNullable(oldestFirst.peek()).flatMap(Counted::oldest);
            work.step(() -> {
                Counted left = evict(oldest, next, kept, work);
                if (left.oldest().isPresent()) {
                    oldestFirst.add(left);
                }
            });
        }
    }

    /** By all caches of the node together. */
    private static final class Kept {
        private long bytes;
    }

    /** Removes what is older than {@code next}, the oldest batch of all other stores. */
    private Counted evict(Counted oldest, Optional<PutId> next, Kept kept, Work work) {
        CacheKeys keys = new CacheKeys(oldest.store());
        Optional<PutId> life = life(keys);
        List<Batch> batches = life.map(current -> batches(keys, current)).orElse(List.of());
        // It may have changed since it was counted.
        kept.bytes += batches.stream().mapToLong(Batch::bytes).sum() - oldest.bytes();
        int gone = 0;
        while (gone < batches.size() && kept.bytes > limitBytes && isFirst(batches.get(gone), next)) {
            remove(oldest.store(), keys, life.orElseThrow(), batches.get(gone).put());
            kept.bytes -= batches.get(gone).bytes();
            work.removed++;
            gone++;
        }
        return noted(oldest.store(), batches.subList(gone, batches.size()));
    }

    private static boolean isFirst(Batch batch, Optional<PutId> next) {
        return next.isEmpty() || batch.put().compareTo(next.get()) < 0;
    }

    private void remove(StoreId store, CacheKeys keys, PutId life, PutId put) {
        Key members = keys.members(life, put);
        List<Key> rows = context.table()
                .get(members, Consistency.STRONG)
                .map(row -> row.requireText("m")
                        .lines()
                        .map(name -> new Key(keys.partition(), name))
                        .toList())
                .orElse(List.of());
        context.table().deleteAll(rows);
        context.blobs().delete(objects(store, put));
        context.table().deleteAll(List.of(members, keys.batch(life, put)));
    }

    private List<String> objects(StoreId store, PutId put) {
        return context.blobs().list(PayloadLocation.prefix(store, put), "").stream()
                .map(Blob::name)
                .toList();
    }
}
