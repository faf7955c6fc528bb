package io.blindhop.protocol.automerge;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One writer of a document, and the operations it contributed that are kept. */
final class Actor implements Comparable<Actor> {
    private final String hex;
    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private final Set<Long> appliedSequences = new HashSet<>();
    private long snapshotSequence;

    Actor(String hex) {
        this.hex = hex;
    }

    /** Operations in the order of their counters, which lie between first and last. */
    private record Run(long first, long last, List<Op> operations) {}

    /** The operation with this counter; null if there is none, or it was a deletion. */
    Op find(long counter) {
        Map.Entry<Long, Run> entry = runs.floorEntry(counter);
        if (entry == null || entry.getValue().last < counter) {
            return null;
        }
        List<Op> operations = entry.getValue().operations;
        int low = 0;
        int high = operations.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = operations.get(middle).counter;
            if (there == counter) {
                return operations.get(middle);
            }
            if (there < counter) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** Takes the operations of one change, whose counters run from first to last. */
    void add(long first, long last, List<Op> operations) {
        Map.Entry<Long, Run> below = runs.floorEntry(last);
        if (below != null && below.getValue().last >= first) {
            throw new MalformedChunkException("two changes of actor " + hex + " use the operation counter "
                    + Math.max(first, below.getValue().first));
        }
        runs.put(first, new Run(first, last, operations));
    }

    /** Takes operations of a document chunk, none of which is here yet, in any order. */
    void addScattered(Op[] operations) {
        Arrays.sort(operations, Comparator.comparingLong(op -> op.counter));
        int start = 0;
        while (start < operations.length) {
            Long nextRun = runs.higherKey(operations[start].counter);
            int end = start + 1;
            while (end < operations.length && (nextRun == null || operations[end].counter < nextRun)) {
                if (operations[end].counter == operations[end - 1].counter) {
                    throw new MalformedChunkException(
                            "operation " + operations[end].counter + "@" + hex + " is there twice");
                }
                end++;
            }
            add(
                    operations[start].counter,
                    operations[end - 1].counter,
                    List.of(Arrays.copyOfRange(operations, start, end)));
            start = end;
        }
    }

    boolean isInSnapshot(long sequence) {
        return sequence <= snapshotSequence;
    }

    void snapshotCovers(long sequence) {
        snapshotSequence = Math.max(snapshotSequence, sequence);
    }

    void applied(long sequence) {
        if (!appliedSequences.add(sequence)) {
            throw new MalformedChunkException("actor " + hex + " has two different changes number " + sequence);
        }
    }

    @Override
    public int compareTo(Actor that) {
        return hex.compareTo(that.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
