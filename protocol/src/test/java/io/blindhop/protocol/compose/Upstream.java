package io.blindhop.protocol.compose;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.AttachmentRange;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.DependencyWalk;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An upstream that writes down what it is asked, and can be away. */
public final class Upstream implements ContentAddressedStore {
    private ContentAddressedStore store;
    private volatile boolean away;
    private volatile int breaksAfter = Integer.MAX_VALUE;

    /** What was asked for, in order: the name of the call and, of a read, its ids. */
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    public Upstream(ContentAddressedStore store) {
        this.store = store;
    }

    void isNow(ContentAddressedStore other) {
        store = other;
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
        breaksAfter = Integer.MAX_VALUE;
    }

    /** The next reads break off after so many entries. */
    void breakAfter(int entries) {
        breaksAfter = entries;
    }

    private ContentAddressedStore asked(String what) {
        if (away) {
            throw new StoreUnavailableException("the upstream is away");
        }
        asked.add(what);
        return store;
    }

    @Override
    public StoreHead head() {
        return asked("head").head();
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        return asked("scan").scan(after, limit, filter);
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        return asked("put").put(entries, witness);
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        return asked("metadata").metadata(ids);
    }

    @Override
    public List<StoredEntry> document(String docId) {
        return asked("document").document(docId);
    }

    @Override
    public List<MaterializationPlan> plans(List<String> docIds) {
        return asked("plans").plans(docIds);
    }

    @Override
    public AttachmentReadPlan attachmentPlan(AttachmentRange range) {
        return asked("attachmentPlan").attachmentPlan(range);
    }

    @Override
    public List<String> dependencies(String startId, DependencyWalk walk) {
        return asked("dependencies").dependencies(startId, walk);
    }

    @Override
    public EntryRead reading(List<String> ids) {
        return new EntryRead() {
            @Override
            public void preview(Preview preview) {}

            @Override
            public void to(EntrySink sink) throws IOException {
                int[] read = {0};
                asked("read " + String.join(" ", ids)).read(ids, (entry, payload) -> {
                    if (read[0]++ == breaksAfter) {
                        throw new StoreUnavailableException("the upstream broke off");
                    }
                    sink.accept(entry, payload);
                });
            }
        };
    }

    @Override
    public BloomSummary bloom() {
        return asked("bloom").bloom();
    }
}
