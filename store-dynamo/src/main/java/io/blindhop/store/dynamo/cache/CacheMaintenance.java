package io.blindhop.store.dynamo.cache;

import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogLimits;
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

/**
 * Removes what caches have forgotten, and the oldest of what they keep while that is more than they may. Everything that a
 * cache holds has come from its upstream or has been stored there, so nothing can be lost. May run twice at once and be killed
 * anywhere: what names an object goes after the object.
 */
public final class CacheMaintenance {
    private static final int AT_ONCE = 500;

    private final LogContext context;
    private final long limitBytes;

    /** @param limitBytes of payloads that all caches of the node keep together; more between two runs */
    public CacheMaintenance(LogContext context, long limitBytes) {
        this.context = context;
        this.limitBytes = limitBytes;
    }

    /** Empties what is kept of a database. */
    public void forget(String incarnation, String dbId) {
        for (StoreKind kind : StoreKind.values()) {
            new TableEntryCache(context, new StoreId(incarnation, dbId, kind)).clear();
        }
    }

    /** What one call of {@code keep} wrote. */
    private record Batch(StoreId store, PutId life, PutId put, long bytes) {}

    /** @return how many batches of entries were removed */
    public int run() {
        List<Batch> batches = new ArrayList<>();
        int removed = 0;
        for (StoreId store : new CachedStores(context.table()).all()) {
            CacheKeys keys = new CacheKeys(store);
            Optional<PutId> life = context.table()
                    .get(keys.head(), Consistency.STRONG)
                    .map(row -> CacheLife.of(row).life());
            removed += removeForgotten(store, keys, life);
            life.ifPresent(current -> batches.addAll(batches(store, keys, current)));
        }
        return removed + evict(batches);
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

    private List<Batch> batches(StoreId store, CacheKeys keys, PutId life) {
        List<Batch> batches = new ArrayList<>();
        for (Item row : context.table().query(keys.batches(life, Integer.MAX_VALUE))) {
            CacheKeys.putOfBatch(row.key())
                    .ifPresent(put -> batches.add(new Batch(store, life, put, row.requireWhole("n"))));
        }
        return batches;
    }

    private int evict(List<Batch> batches) {
        long bytes = batches.stream().mapToLong(Batch::bytes).sum();
        int removed = 0;
        batches.sort(Comparator.comparing(Batch::put));
        for (Batch oldest : batches) {
            if (bytes <= limitBytes) {
                break;
            }
            remove(oldest);
            bytes -= oldest.bytes();
            removed++;
        }
        return removed;
    }

    private void remove(Batch batch) {
        CacheKeys keys = new CacheKeys(batch.store());
        Key members = keys.members(batch.life(), batch.put());
        List<Key> rows = context.table()
                .get(members, Consistency.STRONG)
                .map(row -> row.requireText("m")
                        .lines()
                        .map(name -> new Key(keys.partition(), name))
                        .toList())
                .orElse(List.of());
        context.table().deleteAll(rows);
        context.blobs().delete(objects(batch.store(), batch.put()));
        context.table().deleteAll(List.of(members, keys.batch(batch.life(), batch.put())));
    }

    private List<String> objects(StoreId store, PutId put) {
        return context.blobs().list(PayloadLocation.prefix(store, put), "").stream()
                .map(Blob::name)
                .toList();
    }
}
