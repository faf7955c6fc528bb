package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.index.EntryHash;
import io.blindhop.store.dynamo.index.Manifest;
import io.blindhop.store.dynamo.index.ManifestRow;
import io.blindhop.store.dynamo.index.ProcessCache;
import io.blindhop.store.dynamo.index.Run;
import io.blindhop.store.dynamo.index.RunReader;
import io.blindhop.store.dynamo.log.Intents.Intent;
import io.blindhop.store.dynamo.log.WindowMemory.Window;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.util.List;
import java.util.Optional;

/**
 * Knows what the index of a store consists of, and replaces it where it cannot be used: where an object is gone that it
 * names, and where it was written in another generation, when the table may have been older than it is or newer.
 */
final class IndexKeeper {
    /** So few orders behind the tail a manifest that the process has is as good as a newer one. */
    private static final long FRESH_ORDERS = 32;

    /** So far behind the tail it is rather a stale read than the truth. */
    private static final long STALE_ORDERS = 4_000;

    private final LogContext context;
    private final StoreId store;
    private final CommitLog log;
    private final ManifestRow row;
    private final IndexMerge merge;
    private final WindowMemory memory;

    /** So often it is tried before others get their turn, and this store another time. */
    private static final int MERGE_ROUNDS = 10;

    IndexKeeper(LogContext context, StoreId store, CommitLog log, Blocks blocks, RunReader runs) {
        this.context = context;
        this.store = store;
        this.log = log;
        this.row = new ManifestRow(context.table(), Commit.partition(store));
        this.merge = new IndexMerge(context, store, log, blocks, runs);
        this.memory = new WindowMemory(log, context.cache(), cacheName("window"));
    }

    /**
     * Where to find everything up to {@code tail}. Where far too much is in no run, some of it is brought in first.
     *
     * @throws StoreUnavailableException if far too much is left then; maintenance goes on with it
     */
    IndexView view(Commit tail) {
        Optional<Manifest> known = known(tail);
        if (known.isPresent() && isForeign(known.get())) {
            known = Optional.of(stored(tail));
        }
        if (isTooFarBehind(known, tail)) {
            catchUp(tail);
            known = row.read(Consistency.STRONG);
            if (isTooFarBehind(known, tail)) {
                new IndexJobs(context.table()).request(store);
                throw new StoreUnavailableException("the index of " + store + " is made anew and has come to order "
                        + known.map(Manifest::upTo).orElse(0L) + " of " + tail.last() + "; try again");
            }
        }
        IndexView view = view(known, tail);
        if (view.window().size()
                <= 2L * LogLimits.OVERDUE_WINDOWS * context.shape().windowCommits()) {
            return view;
        }
        // Commits of few entries: all that are left fit into a step.
        catchUp(tail);
        return view(row.read(Consistency.STRONG), tail);
    }

    private IndexView view(Optional<Manifest> known, Commit tail) {
        known.ifPresent(this::keep);
        if (known.isEmpty()) {
            return first(tail);
        }
        Window window = memory.above(known.get().upTo(), tail);
        return new IndexView(known.get(), tail, window.commits(), window.read());
    }

    private boolean isTooFarBehind(Optional<Manifest> known, Commit tail) {
        long behind = tail.last() - known.map(Manifest::upTo).orElseGet(tail::indexedUpTo);
        return behind > 2L * LogLimits.OVERDUE_WINDOWS * context.shape().windowEntries();
    }

    /** Of a store that has no manifest: what has rows of its own is said by the commits. */
    private IndexView first(Commit tail) {
        Window above = memory.above(tail.indexedUpTo(), tail);
        long rowsUpTo = above.commits().stream()
                .filter(commit -> !commit.indexed())
                .findFirst()
                .map(commit -> commit.first() - 1)
                .orElseGet(tail::last);
        List<WindowCommit> window = above.commits().stream()
                .filter(commit -> commit.first() > rowsUpTo)
                .toList();
        return new IndexView(Manifest.none(context.generation().number(), rowsUpTo), tail, window, above.read());
    }

    /** Perhaps an older one than there is: what it does not cover is found in the log. */
    private Optional<Manifest> known(Commit tail) {
        Optional<Manifest> known = context.cache().find(cacheName("manifest"), Manifest.class);
        if (behind(known, tail) > FRESH_ORDERS) {
            known = newer(known, row.read(Consistency.EVENTUAL));
        }
        if (behind(known, tail) > STALE_ORDERS && tail.last() - tail.indexedUpTo() > STALE_ORDERS) {
            known = newer(known, row.read(Consistency.STRONG));
        }
        return known;
    }

    private static long behind(Optional<Manifest> known, Commit tail) {
        return tail.last() - known.map(Manifest::upTo).orElse(0L);
    }

    private static Optional<Manifest> newer(Optional<Manifest> known, Optional<Manifest> read) {
        boolean isNewer = read.isPresent()
                && known.map(manifest -> manifest.revision() < read.get().revision())
                        .orElse(true);
        return isNewer ? read : known;
    }

    /** The manifest as it is now, usable in this generation; one of revision 0 if there is none. */
    private Manifest stored(Commit tail) {
        while (true) {
            Optional<Manifest> stored = row.read(Consistency.STRONG);
            if (stored.isEmpty()) {
                return first(tail).manifest();
            }
            if (!isForeign(stored.get())) {
                return stored.get();
            }
            empty(stored.get());
        }
    }

    private boolean isForeign(Manifest manifest) {
        return manifest.generation() != context.generation().number();
    }

    private void empty(Manifest manifest) {
        row.replace(manifest, manifest.emptied(context.generation().number()));
    }

    /** A view after an object of this one was not there. */
    IndexView afterGone(IndexView view) {
        renew(view.manifest());
        return view(view.tail());
    }

    /** Another manifest than this one, of which an object is gone. */
    private void renew(Manifest seen) {
        context.cache().forget(cacheName("manifest"));
        Optional<Manifest> stored = row.read(Consistency.STRONG);
        if (stored.isPresent() && stored.get().revision() == seen.revision()) {
            // Nobody has replaced it since: the objects are lost, and the log is what the index is made of.
            empty(stored.get());
            stored = row.read(Consistency.STRONG);
        }
        stored.ifPresent(this::keep);
    }

    private void catchUp(Commit tail) {
        PutId name = context.newPutId();
        Intents intents = new Intents(context.table());
        intents.begin(new Intent(name, store, tail.last()));
        bringIn(name, tail, context.shape().inPut());
        intents.end(name);
    }

    /**
     * Brings what is in no run up to {@code tail} into runs, as much of it as a request has time for. Harmless when done by two
     * at once, or left half done.
     *
     * @param name of a put or of nobody else, whose intent is there until this returns
     * @param most items that may be rewritten at once; what would take more is asked of maintenance
     */
    void bringIn(PutId name, Commit tail, long most) {
        bringIn(name, tail, most, LogLimits.STEPS_IN_REQUEST);
    }

    private void bringIn(PutId name, Commit tail, long most, int steps) {
        Manifest manifest = stored(tail);
        for (int i = 0; i < steps && manifest.upTo() < tail.last(); i++) {
            step(manifest, name, tail, most);
            manifest = stored(tail);
        }
        keep(manifest);
    }

    private void step(Manifest manifest, PutId name, Commit tail, long most) {
        if (merge.step(manifest, name, tail, most) == IndexMerge.Outcome.OBJECT_GONE) {
            renew(manifest);
        }
    }

    /**
     * Merges what puts have left because it was too large for them, and brings into runs what is found by rows of its own.
     *
     * @return whether nothing is left; puts may have rewritten what was to be merged, and then it is tried again another time
     */
    boolean mergeAll(Commit tail) {
        PutId name = context.newPutId();
        Intents intents = new Intents(context.table());
        intents.begin(new Intent(name, store, tail.last()));
        bringIn(name, tail, Long.MAX_VALUE, Integer.MAX_VALUE);
        Manifest manifest = stored(tail);
        for (int lost = 0; lost < MERGE_ROUNDS && manifest.rowsUpTo() > 0; ) {
            IndexMerge.Outcome outcome = merge.convert(manifest, name);
            if (outcome == IndexMerge.Outcome.OBJECT_GONE) {
                renew(manifest);
            }
            lost += outcome == IndexMerge.Outcome.DONE ? 0 : 1;
            manifest = stored(tail);
        }
        List<Run> due = IndexMerge.due(manifest, context.shape());
        for (int round = 0; round < MERGE_ROUNDS && !due.isEmpty(); round++) {
            if (merge.merge(manifest, name, due) == IndexMerge.Outcome.OBJECT_GONE) {
                renew(manifest);
            }
            manifest = stored(tail);
            due = IndexMerge.due(manifest, context.shape());
        }
        intents.end(name);
        return manifest.rowsUpTo() == 0 && due.isEmpty();
    }

    /** Removes objects that were written under this name and are of no use, and makes sure that they never will be. */
    void removeLitter(PutId name) {
        List<String> names = merge.objectsOf(name);
        if (names.isEmpty()) {
            return;
        }
        Optional<Commit> tail = log.existingTail();
        if (tail.isPresent()) {
            Manifest manifest = stored(tail.get());
            // A writer that stood still since it wrote them must not bring them into force now.
            while (!row.replace(manifest, manifest.revised())) {
                manifest = stored(tail.get());
            }
            names.removeAll(manifest.named());
        }
        context.blobs().delete(names);
    }

    private void keep(Manifest manifest) {
        if (manifest.revision() > 0) {
            long fences = manifest.runs().stream()
                    .map(Run::fences)
                    .mapToLong(List::size)
                    .sum();
            context.cache().keep(cacheName("manifest"), manifest, 1_000 + fences * 3 * EntryHash.BYTES);
        }
    }

    /** A name that no object has; {@link ProcessCache} keeps what is current only as a beginning. */
    private String cacheName(String what) {
        return what + " " + context.generation().number() + " " + store.joined('/');
    }
}
