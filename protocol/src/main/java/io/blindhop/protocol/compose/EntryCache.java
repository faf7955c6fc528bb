package io.blindhop.protocol.compose;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.store.EntrySink;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of one store of an upstream. Everything in it can be lost at any time: the upstream has it. All of it is of one
 * epoch, that of {@link #head}. For any number of threads.
 *
 * <p>Every method may throw {@link io.blindhop.protocol.store.StoreUnavailableException}.
 */
public interface EntryCache {
    /** The head that was seen last; empty if none was seen. */
    Optional<StoreHead> head();

    /** A head of another epoch empties the cache: orders were assigned anew. */
    void keepHead(StoreHead head);

    /** The answer that was kept for this request. */
    Optional<ScanPage> page(PageRequest request);

    /** Replaces what was kept for the request. */
    void keepPage(PageRequest request, ScanPage page);

    /** What was kept with exactly this head. */
    Optional<BloomSummary> bloom(StoreHead head);

    void keepBloom(StoreHead head, BloomSummary bloom);

    /** What was kept with exactly this head. */
    Optional<List<StoredEntry>> document(StoreHead head, String docId);

    void keepDocument(StoreHead head, String docId, List<StoredEntry> entries);

    /** The plans that were kept together for exactly these documents, with exactly this head. */
    Optional<List<MaterializationPlan>> plans(StoreHead head, List<String> docIds);

    void keepPlans(StoreHead head, List<MaterializationPlan> plans);

    /** Those of the ids that are kept with their payloads. */
    Map<String, StoredEntry> metadata(Collection<String> ids);

    /**
     * Hands out entries in the order of {@code ids} up to the first one that is not kept (any more). A payload is checked
     * against its hash before it leaves; one that fails counts as not kept.
     *
     * @return how many of {@code ids} were handed out
     * @throws IOException only from the sink
     */
    int read(List<String> ids, EntrySink sink) throws IOException;

    /** Keeps entries with payloads, or some of them, or none. */
    void keep(List<Kept> entries);
}
