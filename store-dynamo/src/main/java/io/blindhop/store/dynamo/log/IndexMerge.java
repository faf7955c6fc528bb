package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.index.EntryHashes;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
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

/**
 * Brings commits into runs and runs together, so that there are few of them and each is several times larger than the next.
 *
 * <p>New objects first, then one conditional write of the manifest that names them; what it replaces is deleted by the next
 * merge. Whoever dies in between has left objects under the name that its intent has.
 */
final class IndexMerge {
    /** Entries of one step, give or take a commit: their hashes are in memory. */
    private static final int STEP_ENTRIES = 16 * 1024;

    /** With more runs than this a look-up is dear, and a put merges them whatever their size. */
    private static final int MOST_RUNS = 8;

    private static final int COMMITS_IN_MEMORY = 8;

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

    /** Whether runs are to be merged although nothing new is to be brought in. */
    boolean isDue(Manifest manifest) {
        return plan(manifest.runs(), 0, Long.MAX_VALUE).merged().size() > 1;
    }

    /**
     * Brings some commits after the manifest's {@code upTo} in, or merges runs if there are none.
     *
     * @param most items that may be rewritten; more are left to maintenance
     */
    Outcome step(Manifest manifest, PutId name, Commit tail, long most) {
        List<Commit> commits = some(manifest.upTo(), tail);
        List<RunItem> items = items(commits);
        long upTo = commits.isEmpty() ? manifest.upTo() : commits.getLast().last();
        // Now, because the next manifest does not name them any more.
        manifest.retired().forEach(objects -> context.blobs().delete(objects.names()));
        Plan plan = plan(manifest.runs(), items.size(), most);
        if (plan.leavesWork()) {
            new IndexJobs(context.table()).request(store);
        }
        List<Run> runs = new ArrayList<>(plan.kept());
        if (!items.isEmpty() || !plan.merged().isEmpty()) {
            try {
                runs.add(writer.write(prefix(name) + manifest.revision(), plan.merged(), items));
            } catch (ObjectGoneException gone) {
                return Outcome.OBJECT_GONE;
            }
        }
        Manifest next = manifest.with(upTo, runs);
        if (row.replace(manifest, next)) {
            return Outcome.DONE;
        }
        List<String> useless = new ArrayList<>(objectsOf(next, plan.kept()));
        // Unless it has won, and its answer was lost, and others went on from there.
        row.read(Consistency.STRONG).ifPresent(current -> useless.removeAll(current.named()));
        context.blobs().delete(useless);
        return Outcome.OVERTAKEN;
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

    private List<Commit> some(long after, Commit tail) {
        List<Commit> some = new ArrayList<>();
        long entries = 0;
        long order = after;
        while (order < tail.last()) {
            List<Commit> more = log.after(order, LogLimits.COMMITS_AT_ONCE);
            if (more.isEmpty()) {
                throw new CorruptStoreException(
                        "the log of " + store + " ends at " + order + ", before " + tail.last());
            }
            for (Commit commit : more) {
                if (commit.last() > tail.last() || entries >= STEP_ENTRIES) {
                    return some;
                }
                some.add(commit);
                entries += Math.max(1, commit.entries());
                order = commit.last();
            }
        }
        return some;
    }

    private List<RunItem> items(List<Commit> commits) {
        List<RunItem> items = new ArrayList<>();
        List<Commit> unhashed = new ArrayList<>();
        for (Commit commit : commits) {
            commit.hashes()
                    .ifPresentOrElse(
                            bytes -> EntryHashes.decode(bytes, commit.positions())
                                    .forEach((hash, position) ->
                                            items.add(new RunItem(hash, commit.first() + position, commit.first()))),
                            () -> unhashed.add(commit));
        }
        for (int from = 0; from < unhashed.size(); from += COMMITS_IN_MEMORY) {
            List<Commit> part = unhashed.subList(from, Math.min(unhashed.size(), from + COMMITS_IN_MEMORY));
            List<List<Indexed>> records = blocks.read(part);
            for (int i = 0; i < part.size(); i++) {
                long first = part.get(i).first();
                for (Indexed entry : records.get(i)) {
                    EntryHashes.forEach(
                            entry.record(),
                            0,
                            (hash, position) -> items.add(new RunItem(hash, entry.receiptOrder(), first)));
                }
            }
        }
        Collections.sort(items);
        return items;
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
        if (fresh == 0 && !kept.isEmpty()) {
            merged.add(kept.removeLast());
            size = merged.getLast().items();
        }
        while (!kept.isEmpty()) {
            long next = kept.getLast().items();
            if (next >= shape.smallest() && next > shape.ratio() * size) {
                break;
            }
            if (size + next > most && kept.size() <= MOST_RUNS) {
                return new Plan(kept, merged, true);
            }
            merged.add(kept.removeLast());
            size += next;
        }
        return new Plan(kept, merged, false);
    }
}
