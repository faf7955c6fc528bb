package io.blindhop.functions.hop;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.plan.MaterializationPlanner;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.protocol.store.ForwardingStore;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A store that tells of every entry what a lie makes of it, wherever it tells of one. */
abstract class LyingStore extends ForwardingStore {
    private final ContentAddressedStore store;

    LyingStore(ContentAddressedStore store) {
        super(store);
        this.store = store;
    }

    /** Empty to keep quiet about it. */
    abstract Optional<StoredEntry> told(StoredEntry entry);

    Bytes payload(StoredEntry entry, Bytes payload) {
        return payload;
    }

    private List<StoredEntry> told(List<StoredEntry> entries) {
        return entries.stream().map(this::told).flatMap(Optional::stream).toList();
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        ScanPage page = store.scan(after, limit, filter);
        return new ScanPage(told(page.entries()), page.next(), page.hasMore());
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        Map<String, StoredEntry> told = new HashMap<>();
        store.metadata(ids).forEach((id, entry) -> told(entry).ifPresent(lie -> told.put(id, lie)));
        return told;
    }

    @Override
    public List<StoredEntry> document(String docId) {
        return told(store.document(docId));
    }

    @Override
    public List<MaterializationPlan> plans(List<String> docIds) {
        return docIds.stream()
                .map(docId -> MaterializationPlanner.plan(docId, document(docId)))
                .toList();
    }

    @Override
    public EntryRead reading(List<String> ids) {
        EntryRead read = store.reading(ids);
        return new EntryRead() {
            @Override
            public void begin() {
                read.begin();
            }

            @Override
            public void preview(Preview preview) {}

            @Override
            public void to(EntrySink sink) throws IOException {
                read.to((entry, payload) -> {
                    for (StoredEntry lie : told(Stream.of(entry).toList())) {
                        sink.accept(lie, payload(entry, payload));
                    }
                });
            }
        };
    }
}
