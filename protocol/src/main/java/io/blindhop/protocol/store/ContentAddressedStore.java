package io.blindhop.protocol.store;

import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.AttachmentRange;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.AttachmentReadPlanner;
import io.blindhop.protocol.plan.DependencyWalk;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.plan.MaterializationPlanner;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The append-only entries of one (tenant, database, kind): the seam at which every topology is composed.
 *
 * <p>Guarantees, under any number of concurrent callers, processes and crashes:
 *
 * <ul>
 *   <li>What {@link #put} returned is durable, and is found by every later call.
 *   <li>No entry with an order at or below one that any call has shown appears later.
 *   <li>An id is stored once; a repeated put returns what was stored first, receipt included.
 *   <li>What is read hashes to its {@code contentHash}, or the call fails with {@link CorruptStoreException}. No call
 *       returns fewer entries than the store holds, other than by its limit.
 *   <li>{@code receivedAt} of witnessed entries never decreases along the order.
 * </ul>
 *
 * <p>Every method may throw {@link StoreUnavailableException}: nothing is known to be wrong, try again.
 */
public interface ContentAddressedStore {
    /** The largest page of {@link #scan} (protocol 3.3.2). */
    int MAX_SCAN_LIMIT = 1000;

    /** The epoch and the order of the newest entry; for a store that nobody has used, a stable epoch and 0. */
    StoreHead head();

    /**
     * Entries strictly after the cursor, in receipt order.
     *
     * @param after empty for the beginning; may lie beyond the end
     * @param limit 1 to {@value #MAX_SCAN_LIMIT}
     */
    ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter);

    /** Stores what is not stored yet, all or nothing; one outcome for each entry, in the order of {@code entries}. */
    List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness);

    /** Metadata of those ids that are stored. */
    Map<String, StoredEntry> metadata(Collection<String> ids);

    /** Those of the ids that are stored. */
    default Set<String> present(Collection<String> ids) {
        return metadata(ids).keySet();
    }

    /** Every entry of one document, in receipt order. */
    List<StoredEntry> document(String docId);

    /**
     * How to build the current state of documents (protocol 5.7), one plan for each, in their order; that of a document which
     * nobody knows is empty. All of them are in memory.
     */
    default List<MaterializationPlan> plans(List<String> docIds) {
        return docIds.stream()
                .map(docId -> MaterializationPlanner.plan(docId, document(docId)))
                .toList();
    }

    /**
     * Which chunks hold a part of an attachment (protocol 5.8).
     *
     * @throws io.blindhop.protocol.plan.InvalidRangeException if the range does not lie within the attachment
     * @throws io.blindhop.protocol.plan.BrokenAttachmentException if its chunks are not stored as they should be
     */
    default AttachmentReadPlan attachmentPlan(AttachmentRange range) {
        return AttachmentReadPlanner.plan(
                range, id -> Optional.ofNullable(metadata(List.of(id)).get(id)).map(StoredEntry::metadata));
    }

    /**
     * The ids of what an entry builds on, see {@link DependencyWalk#from}.
     *
     * @throws io.blindhop.protocol.plan.WalkTooLongException if that is too much
     */
    default List<String> dependencies(String startId, DependencyWalk walk) {
        return walk.from(startId, this::metadata);
    }

    /**
     * Hands the stored ones of {@code ids} to the sink, in request order, an id that is asked for twice twice. Unknown
     * ids are left out. Holds a bounded number of payload bytes in memory, however many ids are asked for.
     *
     * @throws IOException only from the sink
     */
    default void read(List<String> ids, EntrySink sink) throws IOException {
        reading(ids).to(sink);
    }

    /** {@link #read}, in two steps. Nothing is looked up by this call. */
    EntryRead reading(List<String> ids);

    /** A filter over every id that was stored before the call (protocol 5.6). */
    BloomSummary bloom();

    /** What maintenance has done to what the store keeps; for people, nothing depends on it (protocol 7.15). */
    default CompactionStatus compactionStatus() {
        return CompactionStatus.NONE;
    }
}
