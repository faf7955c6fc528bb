package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.directory.DirectoryEntry;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.s3.StoreId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The log as those see it who derive something from it: step by step, and whole documents up to an order. */
public final class LogReader {
    /** Entries of one step, give or take the last commit: what is derived from them is held in memory. */
    private static final int STEP_ENTRIES = 500;

    private static final int STEP_COMMITS = 16;

    private final LogContext context;
    private final StoreRows rows;

    public LogReader(LogContext context, StoreId store) {
        this.context = context;
        this.rows = StoreRows.of(context, store);
    }

    /**
     * Where a log ends.
     *
     * @param order the last one, 0 for a store that nobody has used
     * @param commit the put that made the newest commit: no other log that ends at this order ends with it, a restored one included,
     *     unless both are the same up to there
     */
    public record End(long order, String commit) {}

    /** Read consistently: one read unit. */
    public End end() {
        return rows.log()
                .existingTail()
                .map(tail -> new End(tail.last(), tail.putId().hex()))
                .orElse(new End(0, ""));
    }

    /**
     * Some commits of the log.
     *
     * @param upTo the last order of the last of them
     */
    public record Step(List<EntryMetadata> entries, long upTo) {}

    /** The next commits after {@code order}, at least one; there must be one. */
    public Step step(long order) {
        List<Commit> some = new ArrayList<>();
        long entries = 0;
        for (Commit commit : rows.log().after(order, STEP_COMMITS)) {
            if (!some.isEmpty() && entries + commit.entries() > STEP_ENTRIES) {
                break;
            }
            some.add(commit);
            entries += commit.entries();
        }
        List<EntryMetadata> metadata = new ArrayList<>();
        for (List<Indexed> records : rows.blocks().read(some)) {
            records.forEach(entry -> metadata.add(entry.record().metadata()));
        }
        return new Step(metadata, some.getLast().last());
    }

    /** Every entry at or below {@code upTo} of each document, in receipt order, with its payload. */
    public Map<String, List<DirectoryEntry>> documents(Set<String> docIds, long upTo) {
        Map<String, List<DirectoryEntry>> documents = new HashMap<>();
        List<Indexed> all = new ArrayList<>();
        Lookup lookup = rows.lookup(rows.log().tail());
        for (String docId : docIds) {
            documents.put(docId, new ArrayList<>());
            lookup.document(docId).stream()
                    .filter(entry -> entry.receiptOrder() <= upTo)
                    .forEach(all::add);
        }
        try {
            new PayloadFeed(context.blobs(), rows)
                    .feed(
                            all,
                            (entry, payload) ->
                                    documents.get(entry.metadata().docId()).add(new DirectoryEntry(entry, payload)));
        } catch (IOException e) {
            throw new UncheckedIOException("no sink of ours throws", e);
        }
        return documents;
    }
}
