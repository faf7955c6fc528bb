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
 * read many commits saves the result, so that the next one does not, and every {@value #CHECKPOINT_COMMITS} on the way there: one that is
 * not finished in time is not begun again from the start.
 */
final class MergedBloom {
    private static final int SAVE_AFTER_COMMITS = 16;
    private static final int CHECKPOINT_COMMITS = 1024;
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
            for (long upTo = 0; upTo < tail.order(); ) {
                List<MergedCommit> some = upTo(tail, upTo);
                add(filter, some);
                upTo = some.getLast().last();
            }
            return filter.toSummary();
        }
        Saved saved = load().filter(kept -> kept.capacity() >= ids).orElseGet(() -> empty(ids));
        int commits = 0;
        long upTo = saved.upTo();
        while (upTo < tail.order()) {
            if (commits > 0 && commits % CHECKPOINT_COMMITS == 0) {
                save(
                        new Saved(saved.filter(), upTo, saved.capacity()),
                        saved.filter().toSummary());
            }
            List<MergedCommit> some = upTo(tail, upTo);
            add(saved.filter(), some);
            commits += some.size();
            upTo = some.getLast().last();
        }
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

    private List<MergedCommit> upTo(MergedTail tail, long after) {
        return rows.after(after, COMMITS_AT_ONCE).stream()
                .filter(commit -> commit.last() <= tail.order())
                .toList();
    }

    private static void add(BloomFilter filter, List<MergedCommit> commits) {
        commits.forEach(commit -> commit.entries().stream().map(StoredEntry::id).forEach(filter::add));
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
