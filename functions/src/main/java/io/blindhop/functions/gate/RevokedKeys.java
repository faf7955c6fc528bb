package io.blindhop.functions.gate;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.DependencyWalk;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store without the entries under keys that were taken back from the reader (protocol 4.6). They are left out without a
 * word: a page may be short or empty while the cursor goes on. The head and the Bloom summary are those of the store.
 */
public final class RevokedKeys implements ContentAddressedStore {
    private final ContentAddressedStore store;
    private final Set<String> keyIds;

    public RevokedKeys(ContentAddressedStore store, Set<String> keyIds) {
        this.store = store;
        this.keyIds = keyIds;
    }

    private boolean isVisible(StoredEntry entry) {
        return !keyIds.contains(entry.metadata().decryptionKeyId());
    }

    @Override
    public StoreHead head() {
        return store.head();
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        ScanPage page = store.scan(after, limit, filter);
        List<StoredEntry> visible =
                page.entries().stream().filter(this::isVisible).toList();
        return new ScanPage(visible, page.next(), page.hasMore());
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        return store.put(entries, witness);
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        Map<String, StoredEntry> found = new HashMap<>(store.metadata(ids));
        found.values().removeIf(entry -> !isVisible(entry));
        return found;
    }

    @Override
    public List<StoredEntry> document(String docId) {
        return store.document(docId).stream().filter(this::isVisible).toList();
    }

    /** By way of what is visible. */
    @Override
    public List<String> dependencies(String startId, DependencyWalk walk) {
        return walk.within(store.dependencies(startId, walk.withStart()), startId, this::metadata);
    }

    @Override
    public EntryRead reading(List<String> ids) {
        return new FilteredRead(store.reading(ids), this::isVisible);
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
