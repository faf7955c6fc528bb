package io.blindhop.store.dynamo.merged;

import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.bloom.BloomSizing;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.util.List;
import java.util.Optional;

/**
 * The filter over all ids of a merged log: a bitset in an object, up to some order, and the ids committed since. Whoever has to
 * read many commits saves the result, so that the next one does not.
 */
final class MergedBloom {
    private static final int SAVE_AFTER_COMMITS = 16;
    private static final int COMMITS_AT_ONCE = 8;

    /** So few ids get the filter of the reference, bit for bit. */
    private static final int REFERENCE_UP_TO = 64;

    private static final long SMALLEST_CAPACITY = 1024;

    private final LogContext context;
    private final MergedRows rows;
    private final String prefix;

    MergedBloom(LogContext context, MergedRows rows, StoreId store) {
        this.context = context;
        this.rows = rows;
        this.prefix = store.joined('/') + "/merged-bloom/";
    }

    /** A filter over every id up to an order. */
    private record Saved(BloomFilter filter, long upTo, long capacity) {}

    BloomSummary summary(MergedTail tail) {
        long ids = tail.entries();
        if (ids <= REFERENCE_UP_TO) {
            BloomFilter filter = BloomFilter.of(BloomSizing.reference(ids));
            add(filter, 0, tail.order());
            return filter.toSummary();
        }
        Saved saved = load().filter(kept -> kept.capacity() >= ids).orElseGet(() -> empty(ids));
        int commits = add(saved.filter(), saved.upTo(), tail.order());
        BloomSummary summary = saved.filter().toSummary();
        if (commits > SAVE_AFTER_COMMITS) {
            save(new Saved(saved.filter(), tail.order(), saved.capacity()), summary);
        }
        return summary;
    }

    private static Saved empty(long ids) {
        long capacity = Math.max(SMALLEST_CAPACITY, ids * 2);
        return new Saved(BloomFilter.of(BloomSizing.forIds(capacity)), 0, capacity);
    }

    private int add(BloomFilter filter, long after, long upTo) {
        int commits = 0;
        long order = after;
        while (order < upTo) {
            List<MergedCommit> some = rows.after(order, COMMITS_AT_ONCE);
            for (MergedCommit commit : some) {
                if (commit.last() <= upTo) {
                    commit.entries().stream().map(StoredEntry::id).forEach(filter::add);
                    commits++;
                }
            }
            order = some.getLast().last();
        }
        return commits;
    }

    private Optional<Saved> load() {
        return context.table()
                .get(rows.keys().bloom(), Consistency.STRONG)
                .flatMap(row -> context.blobs()
                        // Somebody may have saved a newer filter and removed this one: then it is made from the log.
                        .get(prefix + row.requireText("h"), 0, Math.toIntExact(row.requireWhole("l")))
                        .map(bits -> new Saved(
                                BloomFilter.fromSummary(new BloomSummary(
                                        row.requireWhole("n"),
                                        row.requireWhole("bc"),
                                        Math.toIntExact(row.requireWhole("hc")),
                                        bits)),
                                row.requireWhole("u"),
                                row.requireWhole("c"))));
    }

    private void save(Saved saved, BloomSummary summary) {
        String name = PutId.create(context.clock(), context.random()).hex();
        context.blobs().put(prefix + name, List.of(summary.bitset()));
        Item row = Item.of(rows.keys().bloom())
                .text("h", name)
                .whole("l", summary.bitset().length())
                .whole("n", summary.totalIds())
                .whole("bc", summary.bitCount())
                .whole("hc", summary.hashCount())
                .whole("u", saved.upTo())
                .whole("c", saved.capacity())
                .build();
        try {
            context.table().put(row, new Condition.AbsentOrLess("u", saved.upTo()));
            removeAllBefore(name);
        } catch (ConditionFailedException there) {
            // A writer whose answer was lost on the way meets its own row.
            boolean own = there.current()
                    .map(current -> current.requireText("h").equals(name))
                    .orElse(false);
            if (!own) {
                context.blobs().delete(List.of(prefix + name));
            }
        }
    }

    /** Also what a saver left behind that died between its two writes. */
    private void removeAllBefore(String name) {
        context.blobs()
                .delete(context.blobs().list(prefix, "").stream()
                        .map(blob -> blob.name())
                        .filter(other -> other.compareTo(prefix + name) < 0)
                        .toList());
    }
}
