package io.blindhop.store.dynamo.directory;

import io.blindhop.store.dynamo.index.ProcessCache;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogReader;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.ItemSize;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.List;
import java.util.Optional;

/**
 * The rows that the directory is projected to, a partition at a time.
 *
 * <p>What the projection says is a function of the log of the directory. Every request has read consistently where that log ends,
 * and that it is projected up to there; so what a process has read in the same state of the directory it need not read again.
 * The next entry of the directory is another state, in which nothing is known.
 */
final class ProjectedRows {
    /** Of an item in memory, beside what it takes in the table. */
    private static final int ITEM_BYTES = 500;

    private final Table table;
    private final ProcessCache cache;
    private final Optional<State> state;

    /** @param name under which nothing else is kept */
    private record State(String name, long order) {}

    private ProjectedRows(Table table, ProcessCache cache, Optional<State> state) {
        this.table = table;
        this.cache = cache;
        this.state = state;
    }

    /** For who does not know the state. */
    ProjectedRows(Table table) {
        this(table, new ProcessCache(0), Optional.empty());
    }

    static ProjectedRows of(LogContext context, Tenant tenant, Optional<LogReader.End> state) {
        Optional<State> known = state.map(end -> new State(
                "directory#" + tenant.incarnation() + "#" + end.order() + "#" + end.commit() + "#", end.order()));
        return new ProjectedRows(context.table(), context.cache(), known);
    }

    /** All rows of a partition: one query, or none. */
    List<Item> of(String partition) {
        return state.flatMap(known -> cache.find(known.name() + partition, Kept.class))
                .map(Kept::rows)
                .orElseGet(() -> read(partition));
    }

    private record Kept(List<Item> rows) {}

    private List<Item> read(String partition) {
        List<Item> rows = table.query(
                new Query(partition, DeviceRows.FIRST, DeviceRows.END, true, Integer.MAX_VALUE, Consistency.STRONG));
        state.filter(known -> areOf(known, rows))
                .ifPresent(known -> cache.keep(known.name() + partition, new Kept(rows), size(rows)));
        return rows;
    }

    /** A row of a later order belongs to a state that is just being projected. */
    private static boolean areOf(State state, List<Item> rows) {
        return rows.stream().allMatch(row -> row.requireWhole(DeviceRows.ORDER) <= state.order());
    }

    private static long size(List<Item> rows) {
        return ITEM_BYTES
                + rows.stream().mapToLong(row -> ITEM_BYTES + ItemSize.of(row)).sum();
    }
}
