package io.blindhop.store.dynamo.cache;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.compose.EntryCache;
import io.blindhop.protocol.compose.Kept;
import io.blindhop.protocol.compose.PageRequest;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.store.dynamo.codec.EntryListCodec;
import io.blindhop.store.dynamo.codec.PlanListCodec;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A cache in the table (metadata, pages) and the bucket (payloads, Bloom filters), which all processes of a hop share. What it
 * holds of one store lives in one partition. For one request: it looks up once which life of the cache it is in.
 */
public final class TableEntryCache implements EntryCache {
    private final LogContext context;
    private final Table table;
    private final StoreId store;
    private final CacheKeys keys;
    private Optional<CacheLife> known = Optional.empty();

    public TableEntryCache(LogContext context, StoreId store) {
        this.context = context;
        this.table = context.table();
        this.store = store;
        this.keys = new CacheKeys(store);
    }

    private synchronized Optional<CacheLife> life() {
        if (known.isEmpty()) {
            known = table.get(keys.head(), Consistency.STRONG).map(CacheLife::of);
        }
        return known;
    }

    @Override
    public Optional<StoreHead> head() {
        return life().map(CacheLife::head);
    }

    @Override
    public synchronized void keepHead(StoreHead head) {
        Optional<CacheLife> current = life();
        try {
            if (current.isPresent() && current.get().head().epoch().equals(head.epoch())) {
                CacheLife moved = new CacheLife(current.get().life(), head);
                table.put(moved.row(keys.head()), new Condition.PresentAndLess("o", head.maxReceiptOrder()));
                known = Optional.of(moved);
                return;
            }
            new CachedStores(context).note(store);
            CacheLife begun = new CacheLife(PutId.create(context.clock(), context.random()), head);
            table.put(
                    begun.row(keys.head()),
                    current.<Condition>map(old -> new Condition.Equal(
                                    "l", new Value.Text(old.life().hex())))
                            .orElse(Condition.ABSENT));
            known = Optional.of(begun);
        } catch (ConditionFailedException another) {
            // Another process was shown as much or more, or has begun the new life.
            known = another.current().map(CacheLife::of);
        }
    }

    /** Forgets everything. What another process is about to keep belongs to the life that ends. */
    public synchronized void clear() {
        life().ifPresent(current -> {
            known = Optional.empty();
            new CachedStores(context).changing(store);
            table.deleteAll(List.of(keys.head()));
        });
    }

    private Optional<Item> row(Function<PutId, Key> key) {
        return life().flatMap(current -> table.get(key.apply(current.life()), Consistency.EVENTUAL))
                .filter(this::isAlive);
    }

    private boolean isAlive(Item item) {
        return item.whole(Table.TTL).orElse(Long.MAX_VALUE) > context.clock().millis() / 1000;
    }

    private long end() {
        return context.clock().instant().plus(CacheLimits.ANSWERS).getEpochSecond();
    }

    @Override
    public Optional<ScanPage> page(PageRequest request) {
        return row(life -> keys.page(life, request)).map(TableEntryCache::page);
    }

    private static ScanPage page(Item row) {
        Optional<Cursor> next = row.text("i").map(id -> new Cursor(row.requireWhole("o"), id));
        return new ScanPage(EntryListCodec.decode(row.requireBinary("z")), next, row.requireWhole("m") == 1);
    }

    @Override
    public void keepPage(PageRequest request, ScanPage page) {
        Bytes entries = EntryListCodec.encode(page.entries());
        life().filter(current -> entries.length() <= CacheLimits.ROW_BYTES).ifPresent(current -> {
            Item.Builder row = Item.of(keys.page(current.life(), request))
                    .binary("z", entries)
                    .whole("m", page.hasMore() ? 1 : 0)
                    .whole(Table.TTL, end());
            page.next().ifPresent(next -> row.text("i", next.id()).whole("o", next.receiptOrder()));
            table.putAll(List.of(row.build()));
        });
    }

    @Override
    public Optional<List<StoredEntry>> document(StoreHead head, String docId) {
        return row(life -> keys.document(life, docId))
                .filter(row -> isOf(row, head))
                .map(row -> EntryListCodec.decode(row.requireBinary("z")));
    }

    private static boolean isOf(Item row, StoreHead head) {
        return row.requireWhole("o") == head.maxReceiptOrder()
                && row.requireText("e").equals(head.epoch());
    }

    @Override
    public void keepDocument(StoreHead head, String docId, List<StoredEntry> entries) {
        keepOf(head, life -> keys.document(life, docId), EntryListCodec.encode(entries));
    }

    @Override
    public Optional<List<MaterializationPlan>> plans(StoreHead head, List<String> docIds) {
        return row(life -> keys.plans(life, docIds))
                .filter(row -> isOf(row, head))
                .map(row -> PlanListCodec.decode(row.requireBinary("z")));
    }

    @Override
    public void keepPlans(StoreHead head, List<MaterializationPlan> plans) {
        List<String> docIds = plans.stream().map(MaterializationPlan::docId).toList();
        keepOf(head, life -> keys.plans(life, docIds), PlanListCodec.encode(plans));
    }

    /** Keeps what is right for as long as the head does not move, if it fits. */
    private void keepOf(StoreHead head, Function<PutId, Key> key, Bytes list) {
        life().filter(current -> list.length() <= CacheLimits.ROW_BYTES)
                .ifPresent(current -> table.putAll(List.of(Item.of(key.apply(current.life()))
                        .binary("z", list)
                        .text("e", head.epoch())
                        .whole("o", head.maxReceiptOrder())
                        .whole(Table.TTL, end())
                        .build())));
    }

    @Override
    public Optional<BloomSummary> bloom(StoreHead head) {
        return row(keys::bloom)
                .filter(row -> isOf(row, head))
                .flatMap(row -> new CachedBloom(context, store).load(row));
    }

    @Override
    public void keepBloom(StoreHead head, BloomSummary bloom) {
        life().ifPresent(current -> new CachedBloom(context, store).keep(keys.bloom(current.life()), head, bloom));
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        return life().map(current -> entries(current).find(ids)).orElse(Map.of());
    }

    @Override
    public int read(List<String> ids, EntrySink sink) throws IOException {
        Optional<CacheLife> current = life();
        return current.isEmpty() ? 0 : entries(current.get()).read(ids, sink);
    }

    @Override
    public void keep(List<Kept> kept) {
        life().ifPresent(current -> {
            new CachedStores(context).changing(store);
            entries(current).keep(kept);
        });
    }

    private CachedEntries entries(CacheLife current) {
        return new CachedEntries(context, store, keys, current.life());
    }
}
