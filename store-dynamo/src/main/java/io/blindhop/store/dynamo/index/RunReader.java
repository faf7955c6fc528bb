package io.blindhop.store.dynamo.index;

import io.blindhop.protocol.Bytes;
import io.blindhop.store.s3.Parallel;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.payload.ObjectGoneException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds items in the runs of a manifest. Every method throws {@link ObjectGoneException} if an object is not there: the
 * manifest was replaced meanwhile, or is older than the objects.
 */
public final class RunReader {
    private static final EntryHash LOWEST = new EntryHash(0, 0);
    private static final long HIGHEST_48 = (1L << 48) - 1;

    /** Segments in memory at a time. */
    private static final int AT_ONCE = 16;

    private final BlobStore blobs;
    private final ProcessCache cache;

    public RunReader(BlobStore blobs, ProcessCache cache) {
        this.blobs = blobs;
        this.cache = cache;
    }

    /** Those of the hashes that may be in the runs; hardly any that is not is among them. */
    public Set<EntryHash> possible(Manifest manifest, Collection<EntryHash> hashes) {
        Set<EntryHash> possible = new HashSet<>();
        for (Run run : manifest.runs()) {
            if (run.objects().hasFilter() && isWorthReading(run, hashes)) {
                RunFilter filter = filter(run);
                hashes.stream().filter(filter::mightContain).forEach(possible::add);
            } else {
                find(run, hashes).forEach(item -> possible.add(item.hash()));
            }
        }
        return possible;
    }

    /** A filter that is too large to be kept is read for many hashes, and not for those of which the segments are less. */
    private boolean isWorthReading(Run run, Collection<EntryHash> hashes) {
        int filter = RunFilter.length(run.items());
        if (cache.keeps(filter)) {
            return true;
        }
        long segments = hashes.stream()
                .flatMap(hash -> run.segmentsWith(hash, hash).stream())
                .distinct()
                .count();
        return filter <= segments * run.perSegment() * Segment.ITEM;
    }

    /** The items of these hashes in one run, each segment read once. */
    public List<RunItem> find(Run run, Collection<EntryHash> hashes) {
        Optional<RunFilter> filter =
                run.objects().hasFilter() ? cache.find(run.objects().filter(), RunFilter.class) : Optional.empty();
        Map<Integer, List<EntryHash>> bySegment = new TreeMap<>();
        for (EntryHash hash : hashes) {
            if (filter.isEmpty() || filter.get().mightContain(hash)) {
                run.segmentsWith(hash, hash)
                        .forEach(number -> bySegment
                                .computeIfAbsent(number, n -> new ArrayList<>())
                                .add(hash));
            }
        }
        List<RunItem> found = new ArrayList<>();
        List<Integer> numbers = List.copyOf(bySegment.keySet());
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            List<Integer> some = numbers.subList(from, Math.min(numbers.size(), from + AT_ONCE));
            List<Segment> segments = Parallel.map(some, number -> segment(run, number));
            for (int i = 0; i < some.size(); i++) {
                for (EntryHash hash : bySegment.get(some.get(i))) {
                    found.addAll(segments.get(i).between(hash, hash));
                }
            }
        }
        return found;
    }

    /** The items of everything whose document has this hash. */
    public List<RunItem> ofDocument(Manifest manifest, long document) {
        EntryHash from = new EntryHash(document, 0);
        EntryHash to = new EntryHash(document, HIGHEST_48);
        record Part(Run run, int number) {}
        List<Part> parts = new ArrayList<>();
        for (Run run : manifest.runs()) {
            run.segmentsWith(from, to).forEach(number -> parts.add(new Part(run, number)));
        }
        List<RunItem> found = new ArrayList<>();
        Parallel.map(parts, part -> segment(part.run(), part.number()).between(from, to))
                .forEach(found::addAll);
        return found;
    }

    /** Every item of a segment, without keeping it. */
    List<RunItem> all(Run run, int number) {
        return read(run, number).between(LOWEST, new EntryHash(HIGHEST_48, HIGHEST_48));
    }

    private Segment segment(Run run, int number) {
        String name = run.objects().segment(number);
        return cache.find(name, Segment.class).orElseGet(() -> {
            Segment segment = read(run, number);
            cache.keep(name, segment, segment.bytes());
            return segment;
        });
    }

    private Segment read(Run run, int number) {
        return new Segment(get(run.objects().segment(number), run.segmentBytes(number)));
    }

    private RunFilter filter(Run run) {
        return cache.find(run.objects().filter(), RunFilter.class).orElseGet(() -> {
            RunFilter filter = RunFilter.decode(get(run.objects().filter(), RunFilter.length(run.items())));
            cache.keep(run.objects().filter(), filter, filter.bytes());
            return filter;
        });
    }

    private Bytes get(String name, int length) {
        return blobs.get(name, 0, length).orElseThrow(() -> new ObjectGoneException(name));
    }
}
