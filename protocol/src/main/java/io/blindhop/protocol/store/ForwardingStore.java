package io.blindhop.protocol.store;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.AttachmentRange;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.DependencyWalk;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Another store as it is, for those who want some of it otherwise. */
public abstract class ForwardingStore implements ContentAddressedStore {
    private final ContentAddressedStore store;

    protected ForwardingStore(ContentAddressedStore store) {
        this.store = store;
    }

    @Override
    public StoreHead head() {
        return store.head();
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        return store.scan(after, limit, filter);
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        return store.put(entries, witness);
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        return store.metadata(ids);
    }

    @Override
    public Set<String> present(Collection<String> ids) {
        return store.present(ids);
    }

    @Override
    public List<StoredEntry> document(String docId) {
        return store.document(docId);
    }

    @Override
    public List<MaterializationPlan> plans(List<String> docIds) {
        return store.plans(docIds);
    }

    @Override
    public AttachmentReadPlan attachmentPlan(AttachmentRange range) {
        return store.attachmentPlan(range);
    }

    @Override
    public List<String> dependencies(String startId, DependencyWalk walk) {
        return store.dependencies(startId, walk);
    }

    @Override
    public EntryRead reading(List<String> ids) {
        return store.reading(ids);
    }

    @Override
    public BloomSummary bloom() {
        return store.bloom();
    }

    @Override
    public CompactionStatus compactionStatus() {
        return store.compactionStatus();
    }
}
