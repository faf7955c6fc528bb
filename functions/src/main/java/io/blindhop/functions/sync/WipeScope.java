package io.blindhop.functions.sync;

import io.blindhop.functions.http.HttpError;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.CompactionStatus;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.FilteredRead;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a device sees that is to wipe itself (protocol 4.6, 4.10): some documents, in one page, and no way to write.
 * The head and the Bloom summary are those of the store, as the reference has it.
 */
final class WipeScope implements ContentAddressedStore {
    private final ContentAddressedStore store;
    private final Set<String> docIds;

    WipeScope(ContentAddressedStore store, Set<String> docIds) {
        this.store = store;
        this.docIds = docIds;
    }

    @Override
    public StoreHead head() {
        return store.head();
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        long seen = after.map(Cursor::seenUpTo).orElse(0L);
        List<StoredEntry> visible = new ArrayList<>();
        docIds.forEach(docId -> visible.addAll(store.document(docId)));
        List<StoredEntry> page = visible.stream()
                .filter(entry -> entry.receiptOrder() > seen && filter.matches(entry.metadata()))
                .sorted(Comparator.comparingLong(StoredEntry::receiptOrder))
                .toList();
        return new ScanPage(page, after, false);
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        throw new HttpError(403, "Device is targeted for remote wipe and may not push entries");
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        if (docIds.isEmpty()) {
            return Map.of();
        }
        Map<String, StoredEntry> found = new HashMap<>(store.metadata(ids));
        found.values().removeIf(entry -> !docIds.contains(entry.metadata().docId()));
        return found;
    }

    @Override
    public List<StoredEntry> document(String docId) {
        return docIds.contains(docId) ? store.document(docId) : List.of();
    }

    @Override
    public EntryRead reading(List<String> ids) {
        return new FilteredRead(store, ids, this::metadata);
    }

    @Override
    public CompactionStatus compactionStatus() {
        return store.compactionStatus();
    }

    @Override
    public BloomSummary bloom() {
        return store.bloom();
    }
}
