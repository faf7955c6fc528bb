package io.blindhop.functions.hop;

import io.blindhop.functions.http.HttpError;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.plan.AttachmentRange;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.DependencyWalk;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.store.CompactionStatus;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A store of the upstream, whose refusals become answers of this node. That a put is refused is the client's affair and is
 * passed on as it is; that anything else is refused means that the two nodes are not set up for each other, which is 502: a
 * client would take a 403 for the end of its user's access. That the nodes form a ring (508) is said all along it.
 */
final class UpstreamStore implements ContentAddressedStore {
    private static final System.Logger LOG = System.getLogger(UpstreamStore.class.getName());
    private static final int BAD_GATEWAY = 502;
    private static final int LOOP_DETECTED = 508;
    private static final int BAD_REQUEST = 400;
    private static final Set<Integer> ABOUT_THE_ENTRIES = Set.of(400, 403, 409, 413);

    private final ContentAddressedStore store;
    private final BooleanSupplier answered;

    /** @param answered whether the upstream has answered just now */
    UpstreamStore(ContentAddressedStore store, BooleanSupplier answered) {
        this.store = store;
        this.answered = answered;
    }

    static <T> T asking(Supplier<T> call) {
        try {
            return call.get();
        } catch (RemoteRefusedException e) {
            throw misconfigured(e);
        }
    }

    private static HttpError misconfigured(RemoteRefusedException e) {
        LOG.log(Level.WARNING, "The upstream does not serve this node: {0}", e.getMessage());
        if (e.status() == LOOP_DETECTED) {
            return new HttpError(LOOP_DETECTED, e.reason());
        }
        return new HttpError(
                BAD_GATEWAY,
                "The node behind this one refused with status " + e.status()
                        + "; its operator has to trust this node, and to have this tenant and database");
    }

    @Override
    public StoreHead head() {
        return asking(store::head);
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        return asking(() -> store.scan(after, limit, filter));
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        try {
            return store.put(entries, witness);
        } catch (RemoteRefusedException e) {
            throw ABOUT_THE_ENTRIES.contains(e.status()) && !e.isAtLogin()
                    ? new HttpError(e.status(), e.reason())
                    : misconfigured(e);
        }
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        return asking(() -> store.metadata(ids));
    }

    @Override
    public Set<String> present(Collection<String> ids) {
        return asking(() -> store.present(ids));
    }

    @Override
    public List<StoredEntry> document(String docId) {
        return asking(() -> store.document(docId));
    }

    @Override
    public List<MaterializationPlan> plans(List<String> docIds) {
        return asking(() -> store.plans(docIds));
    }

    @Override
    public AttachmentReadPlan attachmentPlan(AttachmentRange range) {
        return askingForWhatMayBeImpossible(() -> store.attachmentPlan(range));
    }

    @Override
    public List<String> dependencies(String startId, DependencyWalk walk) {
        return askingForWhatMayBeImpossible(() -> store.dependencies(startId, walk));
    }

    /** An attachment that is not whole and a walk that is too long are the client's affair. */
    private static <T> T askingForWhatMayBeImpossible(Supplier<T> call) {
        try {
            return call.get();
        } catch (RemoteRefusedException e) {
            throw e.status() == BAD_REQUEST ? new HttpError(BAD_REQUEST, e.reason()) : misconfigured(e);
        }
    }

    @Override
    public EntryRead reading(List<String> ids) {
        EntryRead read = store.reading(ids);
        return new EntryRead() {
            // Nothing can be said any more once the answer has begun.
            @Override
            public void begin() {
                if (!answered.getAsBoolean()) {
                    head();
                }
            }

            @Override
            public void preview(Preview preview) {
                asking(() -> {
                    read.preview(preview);
                    return true;
                });
            }

            @Override
            public void to(EntrySink sink) throws IOException {
                try {
                    read.to(sink);
                } catch (RemoteRefusedException e) {
                    throw misconfigured(e);
                }
            }
        };
    }

    @Override
    public BloomSummary bloom() {
        return asking(store::bloom);
    }

    @Override
    public CompactionStatus compactionStatus() {
        return asking(store::compactionStatus);
    }
}
