package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads entries in rounds. The rows of the first round, which is all of them for most, are looked up once. */
final class LogRead implements EntryRead {
    /** Ids of one round: what is known of them is held in memory. */
    private static final int ROUND = 500;

    private final LogContext context;
    private final StoreRows rows;
    private final List<String> ids;
    private Optional<List<Indexed>> first = Optional.empty();

    LogRead(LogContext context, StoreRows rows, List<String> ids) {
        this.context = context;
        this.rows = rows;
        this.ids = ids;
    }

    @Override
    public void preview(Preview preview) {
        for (int from = 0; from < ids.size(); from += ROUND) {
            for (Indexed entry : round(from)) {
                preview.entry(entry.stored(), entry.record().payload().length());
            }
        }
    }

    @Override
    public void to(EntrySink sink) throws IOException {
        PayloadFeed feed = new PayloadFeed(context.blobs(), rows);
        for (int from = 0; from < ids.size(); from += ROUND) {
            feed.feed(round(from), sink);
        }
    }

    private List<Indexed> round(int from) {
        if (from == 0 && first.isPresent()) {
            return first.get();
        }
        List<String> round = ids.subList(from, Math.min(ids.size(), from + ROUND));
        Map<String, Indexed> found = find(round);
        List<Indexed> present =
                unpurged(round.stream().map(found::get).filter(Objects::nonNull).toList());
        if (from == 0) {
            first = Optional.of(present);
        }
        return present;
    }

    private Map<String, Indexed> find(List<String> round) {
        return rows.log()
                .existingTail()
                .map(tail -> rows.lookup(tail).find(round))
                .orElse(Map.of());
    }

    /**
     * A purge takes small payloads out of the rows of their commits, and a restore brings them back: then it is the list of what
     * was purged that keeps them from being read, until maintenance has taken them out again.
     */
    private List<Indexed> unpurged(List<Indexed> present) {
        List<StoredEntry> inline = present.stream()
                .filter(entry -> entry.record().location().isEmpty())
                .map(Indexed::stored)
                .toList();
        if (context.generation().isFirst() || inline.isEmpty()) {
            return present;
        }
        Set<String> purged = new HashSet<>(inline.stream().map(StoredEntry::id).toList());
        rows.guard().unpurged(inline).forEach(entry -> purged.remove(entry.id()));
        return present.stream()
                .filter(entry -> !purged.contains(entry.record().id()))
                .toList();
    }
}
