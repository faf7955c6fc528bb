package io.blindhop.store.dynamo.cache;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Of which stores something is kept, over all tenants, and how much; and in which of them that has changed: maintenance looks
 * here and nowhere else.
 */
final class CachedStores {
    private static final String STORES = "HS";
    private static final String CHANGED = "HC";

    /** A process that has told of a change says nothing of others for so long. */
    private static final Duration TOLD = Duration.ofMinutes(30);

    /** From when a process asks whether it has told of a change until what it writes has a name. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final LogContext context;
    private final Table table;

    CachedStores(LogContext context) {
        this.context = context;
        this.table = context.table();
    }

    /** Before the first row of the cache. */
    void note(StoreId store) {
        new IncarnationPartitions(table, store.incarnation())
                .note(List.of(STORES, CHANGED, new CacheKeys(store).partition()));
        table.putAll(List.of(row(STORES, store).build()));
        tell(store, context.clock().millis());
    }

    /** Before what is kept of a store becomes more or is forgotten: one write for all that a process does in half an hour. */
    void changing(StoreId store) {
        long now = context.clock().millis();
        String name = "cache of " + store.joined('/') + " changed";
        boolean told = context.cache()
                .find(name, Long.class)
                .filter(last -> now - last < TOLD.toMillis())
                .isPresent();
        if (!told) {
            tell(store, now);
            context.cache().keep(name, now, 200);
        }
    }

    private void tell(StoreId store, long now) {
        table.putAll(List.of(row(CHANGED, store).whole("t", now).build()));
    }

    /** @param at when this was told last; changes that were not told may have come up to {@link #TOLD} later */
    record Changed(StoreId store, long at) {
        /** Whether everything that was done to the cache since then is finished. */
        boolean isOver(long now) {
            return now - at > TOLD.plus(LogLimits.LITTER_GRACE).plus(MARGIN).toMillis();
        }
    }

    List<Changed> changed() {
        return table.query(Query.prefix(CHANGED, "", Integer.MAX_VALUE, Consistency.STRONG)).stream()
                .map(row -> new Changed(decode(row), row.requireWhole("t")))
                .toList();
    }

    /** Takes the store off the list of what has changed, unless it has been told again. */
    void settled(Changed changed) {
        try {
            table.delete(key(CHANGED, changed.store()), new Condition.Equal("t", new Value.Whole(changed.at())));
        } catch (ConditionFailedException toldAgain) {
            // It stays.
        }
    }

    /**
     * What is kept of a store.
     *
     * @param bytes empty if nobody has counted them
     * @param oldest batch of entries
     */
    record Amount(StoreId store, OptionalLong bytes, Optional<PutId> oldest) {}

    List<Amount> all() {
        return table.query(Query.prefix(STORES, "", Integer.MAX_VALUE, Consistency.STRONG)).stream()
                .map(row -> new Amount(
                        decode(row),
                        row.whole("n"),
                        row.text("o").filter(hex -> !hex.isEmpty()).map(PutId::new)))
                .toList();
    }

    /** Notes how much is kept of a store that is listed. */
    void counted(StoreId store, long bytes, Optional<PutId> oldest) {
        Map<String, Value> amount = Map.of(
                "n", new Value.Whole(bytes),
                "o", new Value.Text(oldest.map(PutId::hex).orElse("")));
        try {
            table.update(key(STORES, store), amount, Condition.PRESENT);
        } catch (ConditionFailedException gone) {
            // It went with its tenant.
        }
    }

    private static Item.Builder row(String partition, StoreId store) {
        return Item.of(key(partition, store))
                .text("i", store.incarnation())
                .text("d", store.dbId())
                .text("k", store.kind().segment());
    }

    private static StoreId decode(Item row) {
        return new StoreId(
                row.requireText("i"),
                row.requireText("d"),
                StoreKind.ofSegment(row.requireText("k"))
                        .orElseThrow(
                                () -> new CorruptStoreException("cache row " + row.key() + " names no store kind")));
    }

    private static Key key(String partition, StoreId store) {
        return new Key(partition, store.joined('#'));
    }
}
