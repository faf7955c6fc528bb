package io.blindhop.store.dynamo.index;

import java.util.Comparator;

/**
 * Where an entry is in the log.
 *
 * @param order its place; less than 2<sup>40</sup>
 * @param first the order at which its commit begins; less than 2<sup>24</sup> before {@code order}
 */
public record RunItem(EntryHash hash, long order, long first) implements Comparable<RunItem> {
    private static final Comparator<RunItem> ORDER =
            Comparator.comparing(RunItem::hash).thenComparingLong(RunItem::order);

    @Override
    public int compareTo(RunItem other) {
        return ORDER.compare(this, other);
    }
}
