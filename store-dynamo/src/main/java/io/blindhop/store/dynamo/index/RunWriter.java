package io.blindhop.store.dynamo.index;

import io.blindhop.protocol.Bytes;
import io.blindhop.store.s3.Parallel;
import io.blindhop.store.s3.blob.BlobStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Writes runs, and merges them: a segment of each at a time, so that the memory it takes is that of the new filter. */
public final class RunWriter {
    private static final int AT_ONCE = 8;

    private final BlobStore blobs;
    private final RunReader reader;
    private final IndexShape shape;

    public RunWriter(BlobStore blobs, RunReader reader, IndexShape shape) {
        this.blobs = blobs;
        this.reader = reader;
        this.shape = shape;
    }

    /**
     * Makes one run of several and of what is in none; durable when it returns.
     *
     * @param items sorted, none of them in a run
     * @throws io.blindhop.store.s3.payload.ObjectGoneException if an object of a run is not there
     */
    public Run write(String name, List<Run> runs, List<RunItem> items) {
        List<Iterator<RunItem>> sources = new ArrayList<>(List.of(items.iterator()));
        runs.forEach(run -> sources.add(items(run)));
        long count = items.size() + runs.stream().mapToLong(Run::items).sum();
        boolean filtered = count > shape.perSegment();
        RunFilter filter = RunFilter.of(filtered ? count : 0);
        List<EntryHash> fences = new ArrayList<>();
        List<NamedBytes> waiting = new ArrayList<>();
        List<RunItem> segment = new ArrayList<>();
        Iterator<RunItem> merged = merged(sources);
        while (merged.hasNext()) {
            RunItem item = merged.next();
            if (segment.isEmpty()) {
                fences.add(item.hash());
            }
            segment.add(item);
            if (filtered) {
                filter.add(item.hash());
            }
            if (segment.size() == shape.perSegment() || !merged.hasNext()) {
                waiting.add(new NamedBytes(
                        new RunObjects(name, fences.size()).segment(fences.size() - 1), Segment.encode(segment)));
                segment.clear();
            }
            if (waiting.size() == AT_ONCE) {
                put(waiting);
            }
        }
        Run run = new Run(name, count, shape.perSegment(), fences);
        if (run.objects().hasFilter()) {
            waiting.add(new NamedBytes(run.objects().filter(), filter.encode()));
        }
        put(waiting);
        return run;
    }

    private record NamedBytes(String name, Bytes bytes) {}

    private void put(List<NamedBytes> objects) {
        Parallel.map(List.copyOf(objects), object -> {
            blobs.put(object.name(), List.of(object.bytes()));
            return object;
        });
        objects.clear();
    }

    private Iterator<RunItem> items(Run run) {
        return new Iterator<>() {
            private Iterator<RunItem> segment = List.<RunItem>of().iterator();
            private int next;

            @Override
            public boolean hasNext() {
                if (!segment.hasNext() && next < run.fences().size()) {
                    segment = reader.all(run, next++).iterator();
                }
                return segment.hasNext();
            }

            @Override
            public RunItem next() {
                return segment.next();
            }
        };
    }

    private static Iterator<RunItem> merged(List<Iterator<RunItem>> sources) {
        record Head(RunItem item, Iterator<RunItem> rest) implements Comparable<Head> {
            @Override
            public int compareTo(Head other) {
                return item.compareTo(other.item);
            }
        }
        PriorityQueue<Head> heads = new PriorityQueue<>();
        sources.stream().filter(Iterator::hasNext).forEach(source -> heads.add(new Head(source.next(), source)));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !heads.isEmpty();
            }

            @Override
            public RunItem next() {
                Head least = heads.remove();
                if (least.rest().hasNext()) {
                    heads.add(new Head(least.rest().next(), least.rest()));
                }
                return least.item();
            }
        };
    }
}
