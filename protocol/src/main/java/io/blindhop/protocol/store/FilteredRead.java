package io.blindhop.protocol.store;

import io.blindhop.protocol.entry.StoredEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A read of those entries of a store that somebody may see. The metadata of one round of ids is in memory at a time. */
public final class FilteredRead implements EntryRead {
    private static final int ROUND = 500;

    private final ContentAddressedStore store;
    private final List<String> ids;
    private final Function<List<String>, Map<String, StoredEntry>> visible;
    private Optional<EntryRead> read = Optional.empty();

    /** @param visible metadata of those of the given ids that are stored and may be seen, by id */
    public FilteredRead(
            ContentAddressedStore store, List<String> ids, Function<List<String>, Map<String, StoredEntry>> visible) {
        this.store = store;
        this.ids = ids;
        this.visible = visible;
    }

    @Override
    public void begin() {
        filtered().begin();
    }

    @Override
    public void preview(Preview preview) {
        filtered().preview(preview);
    }

    @Override
    public void to(EntrySink sink) throws IOException {
        filtered().to(sink);
    }

    private EntryRead filtered() {
        if (read.isEmpty()) {
            List<String> shown = new ArrayList<>();
            for (int from = 0; from < ids.size(); from += ROUND) {
                List<String> round = ids.subList(from, Math.min(ids.size(), from + ROUND));
                Set<String> found = visible.apply(round).keySet();
                round.stream().filter(found::contains).forEach(shown::add);
            }
            read = Optional.of(store.reading(shown));
        }
        return read.get();
    }
}
