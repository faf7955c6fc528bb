package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.s3.blob.BlobStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads entries in rounds. The rows of the first round, which is all of them for most, are looked up once. */
final class LogRead implements EntryRead {
    /** Ids of one round: what is known of them is held in memory. */
    private static final int ROUND = 500;

    private final BlobStore blobs;
    private final StoreRows rows;
    private final List<String> ids;
    private Optional<List<Indexed>> first = Optional.empty();

    LogRead(BlobStore blobs, StoreRows rows, List<String> ids) {
        this.blobs = blobs;
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
        PayloadFeed feed = new PayloadFeed(blobs, rows);
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
                round.stream().map(found::get).filter(Objects::nonNull).toList();
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
}
