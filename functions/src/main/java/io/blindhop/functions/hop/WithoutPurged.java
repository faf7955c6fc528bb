package io.blindhop.functions.hop;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
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
import io.blindhop.store.dynamo.log.Denylist;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A store whose purged documents are not shown: for as long as their removal is not finished. */
final class WithoutPurged implements ContentAddressedStore {
    private final ContentAddressedStore store;
    private final Denylist purged;

    WithoutPurged(ContentAddressedStore store, Denylist purged) {
        this.store = store;
        this.purged = purged;
    }

    private List<StoredEntry> left(Collection<StoredEntry> entries) {
        Set<String> gone = purged.purgedAmong(entries.stream()
                .map(StoredEntry::metadata)
                .map(EntryMetadata::docId)
                .collect(Collectors.toSet()));
        return entries.stream()
                .filter(entry -> !gone.contains(entry.metadata().docId()))
                .toList();
    }

    @Override
    public StoreHead head() {
        return store.head();
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        return store.put(entries, witness);
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        ScanPage page = store.scan(after, limit, filter);
        return new ScanPage(left(page.entries()), page.next(), page.hasMore());
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        Map<String, StoredEntry> found = new HashMap<>();
        left(store.metadata(ids).values()).forEach(entry -> found.put(entry.id(), entry));
        return found;
    }

    @Override
    public List<StoredEntry> document(String docId) {
        return left(store.document(docId));
    }

    @Override
    public EntryRead reading(List<String> ids) {
        Map<String, Boolean> known = new HashMap<>();
        return new FilteredRead(
                store.reading(ids),
                entry -> known.computeIfAbsent(
                        entry.metadata().docId(),
                        docId -> purged.purgedAmong(Set.of(docId)).isEmpty()));
    }

    @Override
    public BloomSummary bloom() {
        return store.bloom();
    }
}
