package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.bloom.BloomSizing;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.s3.blob.BlobStore;
import java.util.List;
import java.util.Optional;

/**
 * The filter over all ids of a store: a bitset in an object, up to some order, and the ids committed since then, which are
 * read from their blocks when the filter is asked for.
 *
 * <p>Whoever has to read many commits saves the result, so that the next one does not; a put never touches the filter. It
 * is made for twice as many ids as there are and made anew when those are reached, so that false positives stay below
 * those of a full filter. The bitset is one object rather than a row of items because a megabyte costs 1,000 write units
 * or one S3 PUT, a hundredth of the price.
 */
final class StoredBloom {
    /** Reading this many commits costs about as much as saving the filter. */
    private static final int SAVE_AFTER_COMMITS = 32;

    /** However long the log is, the records of so many commits are in memory at a time. */
    private static final int COMMITS_IN_MEMORY = 8;

    /** So few ids get the filter of the reference, bit for bit; what a false positive costs there does not matter. */
    private static final int REFERENCE_UP_TO = 64;

    private static final long SMALLEST_CAPACITY = 1024;

    private final LogContext context;
    private final StoreRows rows;
    private final Key key;
    private final String prefix;

    StoredBloom(LogContext context, StoreRows rows) {
        this.context = context;
        this.rows = rows;
        this.key = new Key(Commit.partition(rows.store()), "M#bloom");
        this.prefix = rows.store().joined('/') + "/bloom/";
    }

    BloomSummary summary() {
        Optional<Commit> tail = rows.log().existingTail();
        long ids = tail.map(Commit::totalEntries).orElse(0L);
        if (ids <= REFERENCE_UP_TO) {
            Saved asReference = new Saved(BloomFilter.of(BloomSizing.reference(ids)), 0, ids);
            tail.ifPresent(newest -> add(asReference, newest));
            return asReference.filter().toSummary();
        }
        Saved saved = load().filter(found -> found.capacity() >= ids).orElseGet(() -> empty(ids));
        int commits = add(saved, tail.get());
        BloomSummary summary = saved.filter().toSummary();
        if (commits > SAVE_AFTER_COMMITS) {
            save(summary, tail.get().last(), saved.capacity());
        }
        return summary;
    }

    /** Adds what was committed since the filter was saved, and counts the commits. */
    private int add(Saved saved, Commit tail) {
        long upTo = saved.upTo();
        int commits = 0;
        while (upTo < tail.last()) {
            List<Commit> more = rows.log().after(upTo, LogLimits.COMMITS_AT_ONCE).stream()
                    .filter(commit -> commit.last() <= tail.last())
                    .toList();
            for (int from = 0; from < more.size(); from += COMMITS_IN_MEMORY) {
                List<Commit> part = more.subList(from, Math.min(more.size(), from + COMMITS_IN_MEMORY));
                for (List<Indexed> records : rows.blocks().read(part)) {
                    records.forEach(entry -> saved.filter().add(entry.record().id()));
                }
            }
            upTo = more.getLast().last();
            commits += more.size();
        }
        return commits;
    }

    /** A filter over every id up to an order. */
    private record Saved(BloomFilter filter, long upTo, long capacity) {}

    private static Saved empty(long ids) {
        long capacity = Math.max(SMALLEST_CAPACITY, ids * 2);
        return new Saved(BloomFilter.of(BloomSizing.forIds(capacity)), 0, capacity);
    }

    private Optional<Saved> load() {
        Optional<Item> row = context.table().get(key, Consistency.EVENTUAL);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        Item item = row.get();
        int length = Math.toIntExact(item.requireWhole("l"));
        // Somebody may have saved a newer filter and removed this one: then it is made from the log.
        return context.blobs()
                .get(prefix + item.requireText("h"), 0, length)
                .map(bitset -> new Saved(filter(item, bitset), item.requireWhole("u"), item.requireWhole("c")));
    }

    private static BloomFilter filter(Item item, Bytes bitset) {
        return BloomFilter.fromSummary(new BloomSummary(
                item.requireWhole("n"), item.requireWhole("bc"), Math.toIntExact(item.requireWhole("hc")), bitset));
    }

    private void save(BloomSummary summary, long upTo, long capacity) {
        String name = context.newPutId().hex();
        context.blobs().put(prefix + name, List.of(summary.bitset()));
        Item row = Item.of(key)
                .text("h", name)
                .whole("l", summary.bitset().length())
                .whole("n", summary.totalIds())
                .whole("bc", summary.bitCount())
                .whole("hc", summary.hashCount())
                .whole("u", upTo)
                .whole("c", capacity)
                .build();
        try {
            context.table().put(row, new Condition.AbsentOrLess("u", upTo));
            removeAllBut(name);
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
    private void removeAllBut(String name) {
        context.blobs()
                .delete(context.blobs().list(prefix, "").stream()
                        .map(BlobStore.Blob::name)
                        .filter(other -> other.compareTo(prefix + name) < 0)
                        .toList());
    }
}
