package io.blindhop.store.dynamo.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the index of a store consists of at a moment. Replaced whole by compare and set; what it names never changes.
 *
 * @param revision grows with every change; 0 for one that was never stored
 * @param generation of the deployment in which it was written: in another the table may be older than the objects
 * @param rowsUpTo entries up to this order are found by rows of their own, as they were written before there were runs
 * @param upTo entries after {@code rowsUpTo} up to this order are in the runs; the last order of a commit
 * @param runs oldest and largest first
 * @param retired runs that the manifest before this one had and this one has not
 */
public record Manifest(
        long revision, int generation, long rowsUpTo, long upTo, List<Run> runs, List<RunObjects> retired) {
    public Manifest {
        runs = List.copyOf(runs);
        retired = List.copyOf(retired);
    }

    /** Of a store in which nothing was brought into runs yet. */
    public static Manifest none(int generation, long rowsUpTo) {
        return new Manifest(0, generation, rowsUpTo, rowsUpTo, List.of(), List.of());
    }

    /** The next one, with other runs. What this one has retired must be gone by then. */
    public Manifest with(long newUpTo, List<Run> newRuns) {
        return with(rowsUpTo, newUpTo, newRuns);
    }

    /** The next one, with runs in which there is more of what rows were looked at for. */
    public Manifest withRowsUpTo(long newRowsUpTo, List<Run> newRuns) {
        return with(newRowsUpTo, upTo, newRuns);
    }

    private Manifest with(long newRowsUpTo, long newUpTo, List<Run> newRuns) {
        List<RunObjects> replaced = new ArrayList<>(objects());
        newRuns.forEach(run -> replaced.remove(run.objects()));
        return new Manifest(revision + 1, generation, newRowsUpTo, newUpTo, newRuns, replaced);
    }

    /** The same under the next revision: whoever has prepared a change of this one fails. */
    public Manifest revised() {
        return new Manifest(revision + 1, generation, rowsUpTo, upTo, runs, retired);
    }

    /** The next one, of which everything is to be made anew from the log. */
    public Manifest emptied(int inGeneration) {
        List<RunObjects> replaced = new ArrayList<>(retired);
        replaced.addAll(objects());
        return new Manifest(revision + 1, inGeneration, rowsUpTo, rowsUpTo, List.of(), replaced);
    }

    /** What the runs consist of. */
    public List<RunObjects> objects() {
        return runs.stream().map(Run::objects).toList();
    }

    /** The names of every object that this manifest speaks of. */
    public Set<String> named() {
        return Stream.concat(objects().stream(), retired.stream())
                .flatMap(objects -> objects.names().stream())
                .collect(Collectors.toSet());
    }
}
