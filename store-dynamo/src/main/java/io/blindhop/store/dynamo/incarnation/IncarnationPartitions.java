package io.blindhop.store.dynamo.incarnation;

import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import java.util.Collection;
import java.util.List;

/**
 * Which partitions of the table hold rows of one life of a tenant: without this list nobody could find them again, because
 * a table cannot be asked for its partitions.
 *
 * <p>Guarantee: a partition is listed before its first row is written. A partition whose key does not name the incarnation
 * is shared with others; there the tenant's sort keys begin with the incarnation and {@code #}.
 */
public final class IncarnationPartitions {
    private final Table table;
    private final String incarnation;

    public IncarnationPartitions(Table table, String incarnation) {
        this.table = table;
        this.incarnation = incarnation;
    }

    /** Durable when it returns. Listing a partition twice does no harm. */
    public void note(Collection<String> partitions) {
        table.putAll(partitions.stream()
                .distinct()
                .map(partition -> Item.of(key(partition)).build())
                .toList());
    }

    /** Up to {@code limit} of the listed partitions. */
    public List<String> some(int limit) {
        return table.query(Query.prefix(list(), "", limit, Consistency.STRONG)).stream()
                .map(item -> item.key().sk())
                .toList();
    }

    /**
     * Up to {@code limit} of the listed partitions whose keys begin with {@code prefix}, sorted.
     *
     * @param after where to go on: only partitions beyond this one
     */
    public List<String> page(String prefix, String after, int limit) {
        Query all = Query.prefix(list(), prefix, limit, Consistency.STRONG);
        return table.query(after.compareTo(prefix) > 0 ? all.after(after) : all).stream()
                .map(item -> item.key().sk())
                .toList();
    }

    /** Takes a partition off the list, once it holds nothing of this incarnation. */
    public void forget(String partition) {
        table.deleteAll(List.of(key(partition)));
    }

    /** Up to {@code limit} keys of rows that this incarnation has in a partition. */
    public List<Key> rows(String partition, int limit) {
        boolean own = ("#" + partition + "#").contains("#" + incarnation + "#");
        String prefix = own ? "" : incarnation + "#";
        return table.query(Query.prefix(partition, prefix, limit, Consistency.STRONG)).stream()
                .map(Item::key)
                .toList();
    }

    private Key key(String partition) {
        return new Key(list(), partition);
    }

    private String list() {
        return "L#" + incarnation;
    }
}
