package io.blindhop.protocol.wire;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ScanFilter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a client may ask of a store (protocol 3.3), checked and typed. {@link SyncRequests} reads them. */
public sealed interface SyncRequest {
    DatabaseId dbId();

    /** A request that names nothing but the database: the head, the Bloom summary, the compaction status. */
    record OfDatabase(DatabaseId dbId) implements SyncRequest {}

    record FindNewEntries(DatabaseId dbId, List<String> haveIds) implements SyncRequest {}

    record FindNewEntriesForDoc(DatabaseId dbId, List<String> haveIds, String docId) implements SyncRequest {}

    /**
     * @param creationDateFrom inclusive, milliseconds
     * @param creationDateUntil exclusive, milliseconds
     */
    record FindEntries(DatabaseId dbId, String type, OptionalLong creationDateFrom, OptionalLong creationDateUntil)
            implements SyncRequest {}

    /** @param limit 1 to 1000 */
    record ScanEntriesSince(DatabaseId dbId, Optional<Cursor> cursor, int limit, ScanFilter filter)
            implements SyncRequest {}

    /** @param sessionKeyWrap whether payloads are to be encrypted with one key for the whole answer */
    record GetEntries(DatabaseId dbId, List<String> ids, boolean sessionKeyWrap) implements SyncRequest {}

    record GetEntriesBinary(DatabaseId dbId, List<String> ids) implements SyncRequest {}

    record GetEntryMetadata(DatabaseId dbId, String id) implements SyncRequest {}

    /** A push, as JSON or as frames; the entries are in the order of the request. */
    record PutEntries(DatabaseId dbId, List<EntryParse> entries) implements SyncRequest {}

    record HasEntries(DatabaseId dbId, List<String> ids) implements SyncRequest {}

    /** @param maxDepth in hops */
    record ResolveDependencies(
            DatabaseId dbId,
            String startId,
            Optional<String> stopAtEntryType,
            OptionalLong maxDepth,
            boolean includeStart)
            implements SyncRequest {}

    record PlanDocument(DatabaseId dbId, String docId, boolean includeDiagnostics) implements SyncRequest {}

    record PlanDocuments(DatabaseId dbId, List<String> docIds, boolean includeDiagnostics) implements SyncRequest {}

    /** A range of an attachment: {@code 0 <= startByte <= endByteExclusive <= attachmentSize}. */
    record PlanAttachmentRead(
            DatabaseId dbId, String lastChunkId, long attachmentSize, long startByte, long endByteExclusive)
            implements SyncRequest {}
}
