package io.blindhop.store.dynamo.index;

import java.util.ArrayList;
import java.util.List;

/**
 * Items sorted by hash in objects that never change: segments of equal length, the last one shorter, and a filter where there
 * is more than one segment.
 *
 * @param name what the names of its objects have in common, see {@link RunObjects}
 * @param items in all segments together, at least one
 * @param perSegment items of a full segment
 * @param fences the first hash of each segment
 */
public record Run(String name, long items, int perSegment, List<EntryHash> fences) {
    public Run {
        fences = List.copyOf(fences);
    }

    public RunObjects objects() {
        return new RunObjects(name, fences.size());
    }

    int segmentBytes(int number) {
        long rest = items - (long) number * perSegment;
        return (int) Math.min(perSegment, rest) * Segment.ITEM;
    }

    /** The segments in which hashes between these two may be. */
    List<Integer> segmentsWith(EntryHash from, EntryHash to) {
        List<Integer> numbers = new ArrayList<>();
        int low = 0;
        int high = fences.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (fences.get(middle).compareTo(from) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // What equals a fence may have begun in the segment before.
        for (int i = Math.max(0, low - 1); i < fences.size() && fences.get(i).compareTo(to) <= 0; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
