package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.index.IndexShape;
import io.blindhop.store.dynamo.index.Manifest;
import io.blindhop.store.dynamo.index.ManifestRow;
import io.blindhop.store.dynamo.index.Run;
import io.blindhop.store.dynamo.index.RunItem;
import io.blindhop.store.dynamo.index.RunReader;
import io.blindhop.store.dynamo.index.RunWriter;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.payload.ObjectGoneException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Brings commits into runs and runs together, so that there are few of them and each is several times larger than the next.
 *
 * <p>New objects first, then one conditional write of the manifest that names them; what it replaces is deleted by the next
 * merge. Whoever dies in between has left objects under the name that its intent has.
 */
final class IndexMerge {
    /** With more runs than this a look-up is dear, and a put merges them whatever their size. */
    private static final int MOST_RUNS = 8;

    /** Then it rewrites so many times as many items as otherwise. */
    private static final int MOST_TIMES = 4;

    /** A change that puts have been before as often as this is left to the next run. */
    private static final int MOST_REPLACES = 10;

    private final LogContext context;
    private final StoreId store;
    private final CommitLog log;
    private final Blocks blocks;
    private final ManifestRow row;
    private final RunWriter writer;

    IndexMerge(LogContext context, StoreId store, CommitLog log, Blocks blocks, RunReader runs) {
        this.context = context;
        this.store = store;
        this.log = log;
        this.blocks = blocks;
        this.row = new ManifestRow(context.table(), Commit.partition(store));
        this.writer = new RunWriter(context.blobs(), runs, context.shape());
    }

    /** What became of a step. */
    enum Outcome {
        DONE,
        OVERTAKEN,
        OBJECT_GONE
    }

    /**
     * Brings some commits after the manifest's {@code upTo} in.
     *
     * @param most items that may be rewritten; more are left to maintenance
     */
    Outcome step(Manifest manifest, PutId name, Commit tail, long most) {
        RunItems.Gathered gathered = RunItems.gather(
                log, blocks, manifest.upTo(), tail.last(), context.shape().inStep());
        List<RunItem> items = gathered.items();
        long upTo = gathered.upTo();
        deleteRetired(manifest);
        if (items.isEmpty()) {
            return row.replace(manifest, manifest.with(upTo, manifest.runs())) ? Outcome.DONE : Outcome.OVERTAKEN;
        }
        Plan plan = plan(manifest.runs(), items.size(), most);
        if (plan.leavesWork() || manifest.rowsUpTo() > 0) {
            new IndexJobs(context.table()).request(store);
        }
        Optional<Run> written = write(manifest, name, plan.merged(), items);
        if (written.isEmpty()) {
            return Outcome.OBJECT_GONE;
        }
        List<Run> runs = new ArrayList<>(plan.kept());
        runs.add(written.get());
        Manifest next = manifest.with(upTo, runs);
        if (row.replace(manifest, next)) {
            return Outcome.DONE;
        }
        discard(objectsOf(next, plan.kept()));
        return Outcome.OVERTAKEN;
    }

    /** Brings some of the newest commits into a run that are found by rows of their own. There must be some. */
    Outcome convert(Manifest manifest, PutId name) {
        long rowsUpTo = manifest.rowsUpTo();
        Commit oldest = log.holding(Math.max(1, rowsUpTo - context.shape().inStep() + 1))
                .orElseThrow(() -> new CorruptStoreException("the log of " + store + " ends before " + rowsUpTo));
        List<RunItem> items = RunItems.gather(log, blocks, oldest.first() - 1, rowsUpTo, Long.MAX_VALUE)
                .items();
        List<Run> merged = manifest.runs().stream()
                .limit(1)
                .filter(run -> run.items() + items.size() <= context.shape().inPut())
                .toList();
        if (items.isEmpty()) {
            return replace(
                    manifest,
                    List.of(),
                    current -> converted(current, manifest, oldest.first() - 1, List.of(), List.of()));
        }
        Optional<Run> written = write(manifest, name, merged, items);
        if (written.isEmpty()) {
            return Outcome.OBJECT_GONE;
        }
        return replace(
                manifest,
                written.get().objects().names(),
                current -> converted(
                        current,
                        manifest,
                        oldest.first() - 1,
                        merged,
                        written.stream().toList()));
    }

    /** @return empty if somebody else has done something to the rows or runs that this is about */
    private static Optional<Manifest> converted(
            Manifest current, Manifest seen, long rowsUpTo, List<Run> merged, List<Run> written) {
        boolean isUnchanged = current.generation() == seen.generation()
                && current.rowsUpTo() == seen.rowsUpTo()
                && Collections.indexOfSubList(current.runs(), merged) == 0;
        if (!isUnchanged) {
            return Optional.empty();
        }
        List<Run> runs = new ArrayList<>(written);
        runs.addAll(current.runs().subList(merged.size(), current.runs().size()));
        return Optional.of(current.withRowsUpTo(rowsUpTo, runs));
    }

    /**
     * Changes the manifest although puts do, too: what was written holds as long as {@code change} can be made to what they have
     * left.
     *
     * @param written objects, which go if it cannot, or if it was tried too often
     */
    private Outcome replace(Manifest manifest, List<String> written, Function<Manifest, Optional<Manifest>> change) {
        Optional<Manifest> current = Optional.of(manifest);
        Optional<Manifest> next = current.flatMap(change);
        for (int i = 0; i < MOST_REPLACES && next.isPresent(); i++) {
            deleteRetired(current.get());
            if (row.replace(current.get(), next.get())) {
                return Outcome.DONE;
            }
            current = row.read(Consistency.STRONG);
            next = current.flatMap(change);
        }
        discard(written);
        return Outcome.OVERTAKEN;
    }

    /** What there was before it, now, because the next manifest does not name it any more. */
    private void deleteRetired(Manifest manifest) {
        manifest.retired().forEach(objects -> context.blobs().delete(objects.names()));
    }

    /** @return empty if an object of the runs is gone; then nothing of the new one is left */
    private Optional<Run> write(Manifest manifest, PutId name, List<Run> runs, List<RunItem> items) {
        String run = prefix(name) + manifest.revision();
        try {
            return Optional.of(writer.write(run, runs, items));
        } catch (ObjectGoneException gone) {
            context.blobs()
                    .delete(objectsOf(name).stream()
                            .filter(object -> object.startsWith(run + "-"))
                            .toList());
            return Optional.empty();
        }
    }

    /** Deletes what was written in vain, unless it has won, and its answer was lost, and others went on from there. */
    private void discard(List<String> written) {
        List<String> useless = new ArrayList<>(written);
        row.read(Consistency.STRONG).ifPresent(current -> useless.removeAll(current.named()));
        context.blobs().delete(useless);
    }

    /** Runs side by side that are to become one, the largest of them first; none if there are few enough. */
    static List<Run> due(Manifest manifest, IndexShape shape) {
        // The newest are rewritten by puts all the time: a merge of them would be in vain.
        List<Run> settled = manifest.runs().stream()
                .filter(run -> run.items() >= shape.smallest())
                .toList();
        long newer = settled.stream().mapToLong(Run::items).sum();
        for (int i = 0; i + 1 < settled.size(); i++) {
            newer -= settled.get(i).items();
            if (settled.get(i).items() <= shape.ratio() * newer) {
                return settled.subList(i, settled.size());
            }
        }
        return List.of();
    }

    /**
     * Makes one run of several, whatever puts do to the others meanwhile.
     *
     * @param merged runs of {@code manifest}, as {@link #due} says
     */
    Outcome merge(Manifest manifest, PutId name, List<Run> merged) {
        Optional<Run> written = write(manifest, name, merged, List.of());
        if (written.isEmpty()) {
            return Outcome.OBJECT_GONE;
        }
        return replace(manifest, written.get().objects().names(), current -> merged(current, merged, written.get()));
    }

    private static Optional<Manifest> merged(Manifest current, List<Run> merged, Run written) {
        int at = Collections.indexOfSubList(current.runs(), merged);
        if (at < 0) {
            return Optional.empty();
        }
        List<Run> runs = new ArrayList<>(current.runs());
        runs.subList(at, at + merged.size()).clear();
        runs.add(at, written);
        return Optional.of(current.with(current.upTo(), runs));
    }

    private static List<String> objectsOf(Manifest next, List<Run> kept) {
        return next.runs().stream()
                .filter(run -> !kept.contains(run))
                .flatMap(run -> run.objects().names().stream())
                .toList();
    }

    /** The names of all objects that were written under a name. */
    List<String> objectsOf(PutId name) {
        List<String> names = new ArrayList<>();
        String prefix = prefix(name);
        List<BlobStore.Blob> page = context.blobs().list(prefix, "");
        while (!page.isEmpty()) {
            page.forEach(blob -> names.add(blob.name()));
            page = context.blobs().list(prefix, page.getLast().name());
        }
        return names;
    }

    private String prefix(PutId name) {
        return store.joined('/') + "/index/" + name.hex() + "/";
    }

    /**
     * @param merged newest runs, which become one with what is new
     * @param leavesWork whether more should be merged than may be
     */
    private record Plan(List<Run> kept, List<Run> merged, boolean leavesWork) {}

    private Plan plan(List<Run> runs, long fresh, long most) {
        IndexShape shape = context.shape();
        List<Run> kept = new ArrayList<>(runs);
        List<Run> merged = new ArrayList<>();
        long size = fresh;
        while (!kept.isEmpty()) {
            long next = kept.getLast().items();
            if (next >= shape.smallest() && next > shape.ratio() * size) {
                break;
            }
            boolean tooLarge = size + next > (kept.size() <= MOST_RUNS ? most : most * MOST_TIMES);
            if (tooLarge) {
                return new Plan(kept, merged, true);
            }
            merged.add(kept.removeLast());
            size += next;
        }
        return new Plan(kept, merged, false);
    }
}
