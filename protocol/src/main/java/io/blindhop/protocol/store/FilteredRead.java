package io.blindhop.protocol.store;

import io.blindhop.protocol.entry.StoredEntry;
import java.io.IOException;
import java.util.function.Predicate;

/** A read of those entries that somebody may see. What the store reads of the others goes no further than this. */
public final class FilteredRead implements EntryRead {
    private final EntryRead read;
    private final Predicate<StoredEntry> visible;

    public FilteredRead(EntryRead read, Predicate<StoredEntry> visible) {
        this.read = read;
        this.visible = visible;
    }

    @Override
    public void begin() {
        read.begin();
    }

    @Override
    public void preview(Preview preview) {
        read.preview((entry, payloadBytes) -> {
            if (visible.test(entry)) {
                preview.entry(entry, payloadBytes);
            }
        });
    }

    @Override
    public void to(EntrySink sink) throws IOException {
        read.to((entry, payload) -> {
            if (visible.test(entry)) {
                sink.accept(entry, payload);
            }
        });
    }
}
