package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.index.EntryHashes;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.log.Commit.BlockRefs;
import io.blindhop.store.dynamo.log.Condemned.ObjectRef;
import io.blindhop.store.dynamo.log.IndexView.Size;
import io.blindhop.store.dynamo.log.Intents.Intent;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.payload.PayloadLocation;
import io.blindhop.store.s3.payload.PayloadWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes entries that no commit up to a tail holds (design 3.2): payloads, then blocks, then one conditional commit.
 *
 * <p>Dies anywhere without harm: before the commit nothing is visible and the intent says what to collect, after it
 * everything is durable.
 */
final class PutAttempt {
    private final LogContext context;
    private final StoreRows rows;
    private final Map<String, VerifiedEntry> fresh;
    private final Witness witness;
    private final PutId putId;
    private Size overtakenBy = new Size(0, 0);

    PutAttempt(LogContext context, StoreRows rows, Map<String, VerifiedEntry> fresh, Witness witness) {
        this.context = context;
        this.rows = rows;
        this.fresh = new LinkedHashMap<>(fresh);
        this.witness = witness;
        this.putId = context.newPutId();
    }

    /** The ids that this put and no other stored, once {@link #run} has returned. */
    Set<String> written() {
        return Set.copyOf(fresh.keySet());
    }

    /**
     * @param lookup by which none of the entries was found up to its tail
     * @return every one of the entries as it is stored, by this put or by one that overtook it
     */
    Map<String, Indexed> run(Lookup lookup) {
        Commit tail = lookup.view().tail();
        Intent intent = new Intent(putId, rows.store(), tail.last());
        new Intents(context.table()).begin(intent);
        Map<String, PayloadLocation> locations = payloads();
        Map<String, Indexed> stored = new HashMap<>();
        Optional<Committed> committed;
        try (WriteGates.Turn turn = context.gates().enter(rows.store())) {
            Commit before = turn.waited() ? overtake(tail, lookup, stored) : tail;
            committed = commit(before, lookup, locations, stored, intent, turn.waits());
        }
        if (committed.isPresent()) {
            finish(committed.get(), lookup.view());
            committed.get().entries().forEach(entry -> stored.put(entry.record().id(), entry));
        } else {
            new Litter(context).remove(rows.store(), putId);
        }
        return stored;
    }

    /** The put's own commit. */
    private record Committed(Commit commit, List<Indexed> entries) {}

    /** @return empty if others have stored all of it meanwhile */
    private Optional<Committed> commit(
            Commit tail,
            Lookup lookup,
            Map<String, PayloadLocation> locations,
            Map<String, Indexed> stored,
            Intent intent,
            RaceWaits waits) {
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        Commit before = tail;
        Draft draft = draft(before, locations, 0);
        long since = context.clock().millis();
        for (int round = 0; ; round++) {
            Commit commit = commit(before, draft, lookup.view().manifest().rowsUpTo());
            Optional<Commit> holder = append(commit, intent);
            // A writer whose answer was lost on the way meets its own put id: it has won.
            if (holder.isEmpty() || holder.get().putId().equals(putId)) {
                waits.won();
                return Optional.of(new Committed(commit, ordered(commit, draft)));
            }
            context.raceLost(round, waits, since);
            since = context.clock().millis();
            int count = fresh.size();
            before = overtake(before, lookup, stored);
            if (fresh.isEmpty()) {
                return Optional.empty();
            }
            if (fresh.size() < count || draft.receivedAt() < before.receivedAt()) {
                draft = draft(before, locations, draft.blocks().attempt() + 1);
            }
        }
    }

    /** Looks at what others have committed after {@code before}, and takes out of this put what they stored. */
    private Commit overtake(Commit before, Lookup lookup, Map<String, Indexed> stored) {
        Commit tail = rows.log().tail();
        // A purge forbids first and then takes an order: whoever lost to it sees what it forbids.
        checkAgain();
        // Whatever the index says by now: it was read before these commits were made.
        List<Commit> since = rows.log().between(before.last(), tail.last());
        overtakenBy = overtakenBy.plus(Size.of(since));
        Map<String, Indexed> overtaken = lookup.findIn(since, fresh.keySet());
        stored.putAll(overtaken);
        fresh.keySet().removeAll(overtaken.keySet());
        return tail;
    }

    private void checkAgain() {
        try {
            rows.guard()
                    .check(fresh.values().stream().map(VerifiedEntry::metadata).toList());
        } catch (PurgedDocumentException refused) {
            new Litter(context).remove(rows.store(), putId);
            throw refused;
        }
    }

    private Map<String, PayloadLocation> payloads() {
        Map<String, Bytes> payloads = new LinkedHashMap<>();
        fresh.values().forEach(entry -> payloads.putIfAbsent(entry.metadata().contentHash(), entry.payload()));
        List<String> large = payloads.entrySet().stream()
                .filter(payload -> payload.getValue().length() >= PayloadWriter.SINGLE_FROM)
                .map(Map.Entry::getKey)
                .toList();
        Map<String, PayloadLocation> locations = large.isEmpty() ? new HashMap<>() : shareable(large);
        payloads.keySet().removeAll(locations.keySet());
        locations.putAll(new PayloadWriter(context.blobs()).write(rows.store(), putId, payloads));
        return locations;
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

    /** What a commit will refer to: stamped records in blocks of their own. */
    private record Draft(long receivedAt, List<EntryRecord> records, BlockRefs blocks) {}

    private Draft draft(Commit before, Map<String, PayloadLocation> locations, int attempt) {
        long receivedAt = Math.max(context.clock().millis(), before.receivedAt());
        List<EntryRecord> records = fresh.values().parallelStream()
                .map(VerifiedEntry::metadata)
                .map(entry -> record(entry, receivedAt, locations))
                .toList();
        return new Draft(
                receivedAt,
                records,
                rows.blocks()
                        .write(
                                putId,
                                attempt,
                                records.stream().map(Optional::of).toList()));
    }

    private EntryRecord record(EntryMetadata entry, long receivedAt, Map<String, PayloadLocation> locations) {
        return new EntryRecord(entry, witness.attest(entry, receivedAt), locations.get(entry.contentHash()));
    }

    private Commit commit(Commit before, Draft draft, long rowsUpTo) {
        int count = draft.records().size();
        long bytes = draft.records().stream()
                .mapToLong(entry -> entry.location().length())
                .sum();
        return new Commit(
                before.epoch(),
                putId,
                before.last() + 1,
                before.last() + count,
                count,
                draft.blocks(),
                draft.receivedAt(),
                before.totalEntries() + count,
                before.totalBytes() + bytes,
                rowsUpTo,
                false,
                0,
                EntryHashes.encode(draft.records()));
    }

    /** Appends, and asks again for as long as it is not known who won. */
    private Optional<Commit> append(Commit commit, Intent intent) {
        for (int round = 0; ; round++) {
            // Checked after every read and right before the write: maintenance may have collected what is older.
            Duration age = Duration.ofMillis(context.clock().millis() - putId.millis());
            if (age.compareTo(LogLimits.PUT_DEADLINE) > 0) {
                // It may have done so before the last of it was written.
                new Intents(context.table()).begin(intent);
                throw new StoreUnavailableException("a put took longer than " + LogLimits.PUT_DEADLINE + "; try again");
            }
            try {
                return rows.log().append(commit);
            } catch (StoreUnavailableException unknown) {
                context.backOff(round);
            }
        }
    }

    private static List<Indexed> ordered(Commit commit, Draft draft) {
        List<Indexed> ordered = new ArrayList<>(draft.records().size());
        long order = commit.first();
        for (EntryRecord entry : draft.records()) {
            ordered.add(new Indexed(entry, order++));
        }
        return ordered;
    }

    private void finish(Committed committed, IndexView view) {
        rows.index()
                .writePayloads(committed.entries().stream().map(Indexed::record).toList());
        int attempt = committed.commit().blocks().attempt();
        if (attempt > 0) {
            rows.blocks().deleteSuperseded(putId, attempt);
        }
        Size before = Size.of(view.window()).plus(overtakenBy);
        if (isForThisPut(before, before.plus(Size.of(List.of(committed.commit()))))) {
            rows.keeper().bringIn(putId, committed.commit(), context.shape().inPut());
        }
        new Intents(context.table()).end(putId);
    }

    /** Of many writers the one whose commit takes the window past its measure, as far as they see the same window. */
    private boolean isForThisPut(Size before, Size after) {
        int commits = context.shape().windowCommits();
        int entries = context.shape().windowEntries();
        return before.commits() / commits < after.commits() / commits
                || before.entries() / entries < after.entries() / entries
                || after.commits() > LogLimits.OVERDUE_WINDOWS * commits
                || after.entries() > (long) LogLimits.OVERDUE_WINDOWS * entries;
    }
}
