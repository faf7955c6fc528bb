package io.blindhop.store.dynamo.table;

import io.blindhop.store.dynamo.table.TableMeter.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a meter what DynamoDB would bill for the operations of a table that is not DynamoDB: the calls that the adapter
 * would make (pages, batches) and the units of each.
 */
public final class TableBill {
    /** DynamoDB ends a page of a query when its items pass this many bytes. */
    public static final int PAGE_BYTES = 1 << 20;
    /** The most keys in one batch of reads. */
    public static final int BATCH_GET = 100;
    /** The most items in one batch of writes. */
    public static final int BATCH_WRITE = 25;

    private static final int BATCH_GET_BYTES = 16 << 20;

    private final TableMeter meter;

    public TableBill(TableMeter meter) {
        this.meter = meter;
    }

    public void get(Optional<Item> found, Consistency consistency) {
        meter.call(
                Operation.GET_ITEM, CapacityUnits.read(found.map(ItemSize::of).orElse(0), consistency), 0);
    }

    /** @param keys without duplicates */
    public void getAll(Collection<Key> keys, Map<Key, Item> found, Consistency consistency) {
        int count = 0;
        long bytes = 0;
        double units = 0;
        for (Key key : keys) {
            Item item = found.get(key);
            int size = item == null ? 0 : ItemSize.of(item);
            if (count == BATCH_GET || bytes + size > BATCH_GET_BYTES) {
                meter.call(Operation.BATCH_GET_ITEM, units, 0);
                count = 0;
                bytes = 0;
                units = 0;
            }
            count++;
            bytes += size;
            units += CapacityUnits.read(size, consistency);
        }
        if (count > 0) {
            meter.call(Operation.BATCH_GET_ITEM, units, 0);
        }
    }

    public void query(Query query, List<Item> answer) {
        long page = 0;
        for (int i = 0; i < answer.size(); i++) {
            page += ItemSize.of(answer.get(i));
            if (page > PAGE_BYTES && i + 1 < query.limit()) {
                meter.call(Operation.QUERY, CapacityUnits.read(page, query.consistency()), 0);
                page = 0;
            }
        }
        if (page > 0 || answer.size() < query.limit()) {
            meter.call(Operation.QUERY, CapacityUnits.read(page, query.consistency()), 0);
        }
    }

    /** One conditional write, whether it happened or failed its condition. */
    public void write(Operation operation, Optional<Item> before, Optional<Item> after) {
        meter.call(operation, 0, CapacityUnits.write(before, after));
    }

    /** @param units those of each item of one {@code putAll} or {@code deleteAll} */
    public void writeAll(List<Double> units) {
        for (int from = 0; from < units.size(); from += BATCH_WRITE) {
            double batch = 0;
            for (double one : units.subList(from, Math.min(units.size(), from + BATCH_WRITE))) {
                batch += one;
            }
            meter.call(Operation.BATCH_WRITE_ITEM, 0, batch);
        }
    }
}
