package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.log.Condemned.ObjectRef;
import io.blindhop.store.dynamo.log.Intents.Intent;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.payload.PayloadLocation;
import io.blindhop.store.s3.payload.PayloadWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Payloads in objects, metadata in blocks, both written before the commit. Dies anywhere without harm: before the commit
 * nothing is visible and the intent says what to collect, after it everything is durable.
 */
final class ObjectBody implements PutBody {
    private final LogContext context;
    private final StoreRows rows;
    private final Witness witness;
    private final Intent intent;
    private final Map<String, PayloadLocation> locations = new HashMap<>();

    /** @param from the tail that the writer saw */
    ObjectBody(LogContext context, StoreRows rows, Witness witness, PutId putId, long from) {
        this.context = context;
        this.rows = rows;
        this.witness = witness;
        this.intent = new Intent(putId, rows.store(), from);
    }

    private PutId putId() {
        return intent.putId();
    }

    @Override
    public void prepare(Collection<VerifiedEntry> entries) {
        new Intents(context.table()).begin(intent);
        Map<String, Bytes> payloads = new LinkedHashMap<>();
        entries.forEach(entry -> payloads.putIfAbsent(entry.metadata().contentHash(), entry.payload()));
        List<String> large = payloads.entrySet().stream()
                .filter(payload -> payload.getValue().length() >= PayloadWriter.SINGLE_FROM)
                .map(Map.Entry::getKey)
                .toList();
        if (!large.isEmpty()) {
            locations.putAll(shareable(large));
            payloads.keySet().removeAll(locations.keySet());
        }
        locations.putAll(new PayloadWriter(context.blobs()).write(rows.store(), putId(), payloads));
    }

    /** Committed objects with these payloads; what is condemned may be deleted before this put commits. */
    private Map<String, PayloadLocation> shareable(List<String> contentHashes) {
        Map<String, PayloadLocation> found = new HashMap<>(rows.index().payloads(contentHashes));
        Set<ObjectRef> condemned = new Condemned(context.table(), rows.store())
                .among(found.values().stream().map(ObjectRef::of).toList());
        found.values().removeIf(location -> condemned.contains(ObjectRef.of(location)) || isGone(location));
        return found;
    }

    /** A table that was restored may name objects which were purged after the copy was made. */
    private boolean isGone(PayloadLocation location) {
        return !context.generation().isFirst()
                && context.blobs().get(location.objectName(rows.store()), 0, 1).isEmpty();
    }

    @Override
    public Draft draft(Collection<VerifiedEntry> entries, long receivedAt, int attempt) {
        List<EntryRecord> records = entries.parallelStream()
                .map(VerifiedEntry::metadata)
                .map(entry -> record(entry, receivedAt))
                .toList();
        List<Optional<EntryRecord>> positions =
                records.stream().map(Optional::of).toList();
        return new Draft(receivedAt, records, rows.blocks().write(putId(), attempt, positions));
    }

    private EntryRecord record(EntryMetadata entry, long receivedAt) {
        return new EntryRecord(entry, witness.attest(entry, receivedAt), locations.get(entry.contentHash()));
    }

    @Override
    public void expired() {
        // Maintenance may have ended the intent before the last of what it names was written.
        new Intents(context.table()).begin(intent);
    }

    @Override
    public void abandon() {
        new Litter(context).remove(rows.store(), putId());
    }

    @Override
    public void committed(Draft draft) {
        rows.index().writePayloads(draft.records());
        int attempt = draft.blocks().attempt();
        if (attempt > 0) {
            rows.blocks().deleteSuperseded(putId(), attempt);
        }
    }

    @Override
    public void indexing(Runnable work) {
        work.run();
    }

    @Override
    public void end() {
        new Intents(context.table()).end(putId());
    }
}
