package io.blindhop.functions.sync;

import io.blindhop.functions.http.HttpError;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.DependencyWalk;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.plan.MaterializationPlanner;
import io.blindhop.protocol.store.CompactionStatus;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
        List<StoredEntry> page = visible().values().stream()
                .filter(entry -> entry.receiptOrder() > seen && filter.matches(entry.metadata()))
                .sorted(Comparator.comparingLong(StoredEntry::receiptOrder))
                .toList();
        return new ScanPage(page, after, false);
    }

    private Map<String, StoredEntry> visible() {
        Map<String, StoredEntry> visible = new HashMap<>();
        docIds.forEach(docId -> store.document(docId).forEach(entry -> visible.put(entry.id(), entry)));
        return visible;
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        throw new HttpError(403, "Device is targeted for remote wipe and may not push entries");
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        Map<String, StoredEntry> found = visible();
        found.keySet().retainAll(Set.copyOf(ids));
        return found;
    }

    @Override
    public List<StoredEntry> document(String docId) {
        return docIds.contains(docId) ? store.document(docId) : List.of();
    }

    @Override
    public List<MaterializationPlan> plans(List<String> docIds) {
        Set<String> visible = new LinkedHashSet<>(docIds);
        visible.retainAll(this.docIds);
        Map<String, MaterializationPlan> plans = new HashMap<>();
        store.plans(List.copyOf(visible)).forEach(plan -> plans.put(plan.docId(), plan));
        return docIds.stream()
                .map(docId -> plans.getOrDefault(docId, MaterializationPlanner.plan(docId, List.of())))
                .toList();
    }

    @Override
    public List<String> dependencies(String startId, DependencyWalk walk) {
        Map<String, StoredEntry> visible = visible();
        return walk.from(startId, ids -> visible);
    }

    /** Looks its few documents up at once. */
    @Override
    public EntryRead reading(List<String> ids) {
        Set<String> visible = visible().keySet();
        return store.reading(ids.stream().filter(visible::contains).toList());
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
