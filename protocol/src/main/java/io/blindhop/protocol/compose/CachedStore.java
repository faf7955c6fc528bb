package io.blindhop.protocol.compose;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.AttachmentRange;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.AttachmentReadPlanner;
import io.blindhop.protocol.plan.BrokenAttachmentException;
import io.blindhop.protocol.plan.DependencyWalk;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.store.CompactionStatus;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.EntryRead;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A store of an upstream with a cache in front. Orders, receipts and epoch are the upstream's, so a client cannot tell it from
 * there. While the upstream answers, so does this, with at most two requests to it for each call; while it does not, what was
 * seen before is answered and everything else fails with {@link StoreUnavailableException}.
 *
 * <ul>
 *   <li>An entry does not change: once kept it is not asked for again.
 *   <li>A page after which there is more does not change either, because nothing appears at or below an order that was shown.
 *       The last page of a scan is kept for when the upstream is away.
 *   <li>A Bloom summary, the entries of a document and plans are right for as long as the head does not move.
 *   <li>A put is the upstream's alone. What it stored is kept then.
 * </ul>
 */
public final class CachedStore implements ContentAddressedStore {
    private final ContentAddressedStore upstream;
    private final EntryCache cache;
    private final Flights flights;

    /** @param flights of this store in this process */
    public CachedStore(ContentAddressedStore upstream, EntryCache cache, Flights flights) {
        this.upstream = upstream;
        this.cache = cache;
        this.flights = flights;
    }

    @Override
    public StoreHead head() {
        StoreHead head;
        try {
            head = upstream.head();
        } catch (StoreUnavailableException away) {
            return cache.head().orElseThrow(() -> away);
        }
        if (!cache.head().equals(Optional.of(head))) {
            cache.keepHead(head);
        }
        return head;
    }

    @Override
    public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
        begin();
        PageRequest request = PageRequest.of(after, limit, filter);
        Optional<ScanPage> kept = cache.page(request);
        if (kept.map(ScanPage::hasMore).orElse(false)) {
            return kept.get();
        }
        ScanPage page;
        try {
            page = upstream.scan(after, limit, filter);
        } catch (StoreUnavailableException away) {
            return kept.orElseThrow(() -> away);
        }
        if (!kept.equals(Optional.of(page))) {
            cache.keepPage(request, page);
        }
        return page;
    }

    @Override
    public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
        begin();
        List<PutOutcome> outcomes = upstream.put(entries, witness);
        List<Kept> stored = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (!outcomes.get(i).duplicate()) {
                stored.add(new Kept(outcomes.get(i).stored(), entries.get(i).payload()));
            }
        }
        if (!stored.isEmpty()) {
            KeepBuffer.keep(cache, stored);
        }
        return outcomes;
    }

    /** Nothing is kept before it is known of which epoch it is. */
    private void begin() {
        if (cache.head().isEmpty()) {
            head();
        }
    }

    @Override
    public Map<String, StoredEntry> metadata(Collection<String> ids) {
        Map<String, StoredEntry> found = new HashMap<>(cache.metadata(ids));
        Set<String> missing = new LinkedHashSet<>(ids);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            found.putAll(upstream.metadata(missing));
        }
        return found;
    }

    @Override
    public Set<String> present(Collection<String> ids) {
        Set<String> found = new HashSet<>(cache.metadata(ids).keySet());
        Set<String> missing = new LinkedHashSet<>(ids);
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            found.addAll(upstream.present(missing));
        }
        return found;
    }

    @Override
    public List<StoredEntry> document(String docId) {
        StoreHead head = head();
        return cache.document(head, docId)
                .orElseGet(kept(() -> upstream.document(docId), found -> cache.keepDocument(head, docId, found)));
    }

    @Override
    public List<MaterializationPlan> plans(List<String> docIds) {
        StoreHead head = head();
        return cache.plans(head, docIds)
                .orElseGet(kept(() -> upstream.plans(docIds), found -> cache.keepPlans(head, found)));
    }

    /** From the chunks that are kept, if these are all that it takes. */
    @Override
    public AttachmentReadPlan attachmentPlan(AttachmentRange range) {
        try {
            return AttachmentReadPlanner.plan(
                    range,
                    id -> Optional.ofNullable(cache.metadata(List.of(id)).get(id))
                            .map(StoredEntry::metadata));
        } catch (BrokenAttachmentException notKept) {
            return upstream.attachmentPlan(range);
        }
    }

    /** From the entries that are kept, if none of those it comes by is missing. */
    @Override
    public List<String> dependencies(String startId, DependencyWalk walk) {
        boolean[] whole = {true};
        List<String> ids = walk.from(startId, wanted -> {
            Map<String, StoredEntry> found = cache.metadata(wanted);
            whole[0] &= found.size() == wanted.size();
            return whole[0] ? found : Map.of();
        });
        return whole[0] ? ids : upstream.dependencies(startId, walk);
    }

    @Override
    public EntryRead reading(List<String> ids) {
        begin();
        return new CachedRead(upstream, cache, flights, ids);
    }

    @Override
    public BloomSummary bloom() {
        StoreHead head = head();
        return cache.bloom(head).orElseGet(kept(upstream::bloom, found -> cache.keepBloom(head, found)));
    }

    @Override
    public CompactionStatus compactionStatus() {
        return upstream.compactionStatus();
    }

    private static <T> Supplier<T> kept(Supplier<T> asked, java.util.function.Consumer<T> keep) {
        return () -> {
            T found = asked.get();
            keep.accept(found);
            return found;
        };
    }
}
