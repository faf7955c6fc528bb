package io.blindhop.functions.merge;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A store whose every call is another request. */
record EachCallAnother(Supplier<ContentAddressedStore> next) implements ContentAddressedStore {
    @Override
    public StoreHead head() {
        return next.get().head();
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        return next.get().scan(after, limit, filter);
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        return next.get().put(entries, witness);
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        return next.get().metadata(ids);
    }

    @Override
    public Set<String> present(Collection<String> ids) {
        return next.get().present(ids);
    }

    @Override
    public List<StoredEntry> document(String docId) {
        return next.get().document(docId);
    }

    @Override
    public EntryRead reading(List<String> ids) {
        return next.get().reading(ids);
    }

    @Override
    public BloomSummary bloom() {
        return next.get().bloom();
    }
}
