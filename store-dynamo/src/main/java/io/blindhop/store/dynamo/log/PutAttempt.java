package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.index.EntryHashes;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.log.IndexView.Size;
import io.blindhop.store.dynamo.log.PutBody.Draft;
import io.blindhop.store.s3.PutId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes entries that no commit up to a tail holds (design 3.2): what the commit will refer to, if it refers to anything, then
 * one conditional commit. Dies anywhere without harm: before the commit nothing is visible, after it everything is durable.
 */
final class PutAttempt {
    private final LogContext context;
    private final StoreRows rows;
    private final Lookup lookup;
    private final Map<String, VerifiedEntry> fresh;
    private final PutId putId;
    private final PutBody body;
    private Size overtakenBy = new Size(0, 0);

    /** @param lookup by which none of the entries was found up to its tail */
    PutAttempt(LogContext context, StoreRows rows, Lookup lookup, Map<String, VerifiedEntry> fresh, Witness witness) {
        this.context = context;
        this.rows = rows;
        this.lookup = lookup;
        this.fresh = new LinkedHashMap<>(fresh);
        this.putId = context.newPutId();
        long from = lookup.view().tail().last();
        this.body = InlineBody.fits(fresh.values(), context.inlineBytes())
                ? new InlineBody(context, rows, witness, putId, from)
                : new ObjectBody(context, rows, witness, putId, from);
    }

    /** The ids that this put and no other stored, once {@link #run} has returned. */
    Set<String> written() {
        return Set.copyOf(fresh.keySet());
    }

    /** @return every one of the entries as it is stored, by this put or by one that overtook it */
    Map<String, Indexed> run() {
        Commit tail = lookup.view().tail();
        body.prepare(fresh.values());
        Map<String, Indexed> stored = new HashMap<>();
        Optional<Committed> committed;
        try (WriteGates.Turn turn = context.gates().enter(rows.store())) {
            Commit before = turn.waited() ? overtake(tail, stored) : tail;
            committed = commit(before, stored, turn.waits());
        }
        if (committed.isPresent()) {
            finish(committed.get());
            stored.putAll(committed.get().entries());
        } else {
            body.abandon();
        }
        return stored;
    }

    /** The put's own commit. */
    private record Committed(Commit commit, Draft draft) {
        Map<String, Indexed> entries() {
            Map<String, Indexed> entries = new HashMap<>();
            long order = commit.first();
            for (EntryRecord entry : draft.records()) {
                entries.put(entry.id(), new Indexed(entry, order++));
            }
            return entries;
        }
    }

    /** @return empty if others have stored all of it meanwhile */
    private Optional<Committed> commit(Commit tail, Map<String, Indexed> stored, RaceWaits waits) {
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        Commit before = tail;
        Draft draft = draft(before, 0);
        long since = context.clock().millis();
        for (int round = 0; ; round++) {
            Commit commit = commit(before, draft, lookup.view().manifest().rowsUpTo());
            Optional<Commit> holder = append(commit);
            // A writer whose answer was lost on the way meets its own put id: it has won.
            if (holder.isEmpty() || holder.get().putId().equals(putId)) {
                waits.won();
                return Optional.of(new Committed(commit, draft));
            }
            context.raceLost(round, waits, since);
            since = context.clock().millis();
            int count = fresh.size();
            before = overtake(before, stored);
            if (fresh.isEmpty()) {
                return Optional.empty();
            }
            if (fresh.size() < count || draft.receivedAt() < before.receivedAt()) {
                draft = draft(before, draft.blocks().attempt() + 1);
            }
        }
    }

    /** Looks at what others have committed after {@code before}, and takes out of this put what they stored. */
    private Commit overtake(Commit before, Map<String, Indexed> stored) {
        Commit tail = rows.log().tail();
        // A purge forbids first and then takes an order: whoever lost to it sees what it forbids.
        checkAgain(tail);
        // Whatever the index says by now: it was read before these commits were made.
        List<Commit> since = rows.log().between(before.last(), tail.last());
        overtakenBy = overtakenBy.plus(sizeOf(since));
        Map<String, Indexed> overtaken = lookup.findIn(since, fresh.keySet());
        stored.putAll(overtaken);
        fresh.keySet().removeAll(overtaken.keySet());
        return tail;
    }

    private void checkAgain(Commit tail) {
        try {
            rows.guard()
                    .check(fresh.values().stream().map(VerifiedEntry::metadata).toList(), tail.controlCommits());
        } catch (PurgedDocumentException refused) {
            body.abandon();
            throw refused;
        }
    }

    private Draft draft(Commit before, int attempt) {
        return body.draft(fresh.values(), Math.max(context.clock().millis(), before.receivedAt()), attempt);
    }

    private Commit commit(Commit before, Draft draft, long rowsUpTo) {
        int count = draft.records().size();
        long bytes = draft.records().stream()
                .mapToLong(entry -> entry.payload().length())
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
    private Optional<Commit> append(Commit commit) {
        for (int round = 0; ; round++) {
            // Checked after every read and right before the write: maintenance may have collected what is older.
            Duration age = Duration.ofMillis(context.clock().millis() - putId.millis());
            if (age.compareTo(LogLimits.PUT_DEADLINE) > 0) {
                body.expired();
                throw new StoreUnavailableException("a put took longer than " + LogLimits.PUT_DEADLINE + "; try again");
            }
            try {
                return rows.log().append(commit);
            } catch (StoreUnavailableException unknown) {
                context.backOff(round);
            }
        }
    }

    private void finish(Committed committed) {
        body.committed(committed.draft());
        Size before = Size.of(lookup.view().window()).plus(overtakenBy);
        if (isForThisPut(before, before.plus(sizeOf(List.of(committed.commit()))))) {
            body.indexing(() -> rows.keeper()
                    .bringIn(putId, committed.commit(), context.shape().inPut()));
        }
        body.end();
    }

    private static Size sizeOf(List<Commit> commits) {
        return Size.of(commits.stream().map(WindowCommit::of).toList());
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
