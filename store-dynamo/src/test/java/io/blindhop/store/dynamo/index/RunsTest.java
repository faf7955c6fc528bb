package io.blindhop.store.dynamo.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Runs hold what was brought into them, whatever their sizes, however many entries a document has. */
class RunsTest {
    private static final int ROUNDS = 60;
    private static final int PROBES = 20_000;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private long order = 1;

    private RunReader reader() {
        return new RunReader(blobs, new ProcessCache(random.nextBoolean() ? 0 : 10_000));
    }

    private static EntryHash hash(Random random, int documents) {
        return new EntryHash(random.nextInt(documents) * 7_919L, random.nextLong() >>> 16);
    }

    /** Few documents have many entries each, and some hashes come twice. */
    private List<RunItem> items(int count) {
        List<RunItem> items = new ArrayList<>();
        int documents = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            boolean again = !items.isEmpty() && random.nextInt(10) == 0;
            EntryHash hash = again ? items.getLast().hash() : hash(random, documents);
            items.add(new RunItem(hash, order, Math.max(1, order - random.nextInt(300))));
            order++;
        }
        Collections.sort(items);
        return items;
    }

    @Test
    void whatIsMergedIsFoundByEntryAndByDocumentAndNothingElseIs() {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            IndexShape shape = new IndexShape(1 + random.nextInt(20), 1, 2, 1, 1, 1, 1);
            RunWriter writer = new RunWriter(blobs, reader(), shape);
            List<RunItem> all = new ArrayList<>();
            List<Run> runs = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                List<RunItem> some = items(1 + random.nextInt(100));
                runs.add(writer.write("runs/" + round + "/" + i, List.of(), some));
                all.addAll(some);
            }
            List<RunItem> fresh = items(random.nextInt(50));
            all.addAll(fresh);
            runs = List.of(writer.write("runs/" + round + "/merged", runs, fresh));
            assertThat(runs.getFirst().items()).isEqualTo(all.size());
            Manifest manifest = stored(new Manifest(3, 1, 0, order, runs, List.of(new RunObjects("a b", 2))));
            check(manifest, all);
        }
    }

    private Manifest stored(Manifest manifest) {
        ManifestRow row = new ManifestRow(new InMemoryTable(), "S#store");
        assertThat(row.replace(Manifest.none(1, 0), manifest)).isTrue();
        Manifest read = row.read(Consistency.STRONG).orElseThrow();
        assertThat(read).isEqualTo(manifest);
        return read;
    }

    private void check(Manifest manifest, List<RunItem> all) {
        RunReader reader = reader();
        Set<EntryHash> hashes = new HashSet<>();
        all.forEach(item -> hashes.add(item.hash()));
        assertThat(find(reader, manifest, hashes)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(reader.possible(manifest, hashes)).isEqualTo(hashes);
        for (EntryHash one : hashes) {
            assertThat(find(reader, manifest, List.of(one)))
                    .containsExactlyInAnyOrderElementsOf(
                            all.stream().filter(item -> item.hash().equals(one)).toList());
            assertThat(reader.ofDocument(manifest, one.document()))
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .filter(item -> item.hash().document() == one.document())
                            .toList());
        }
        EntryHash absent = new EntryHash(1, 1);
        assertThat(find(reader, manifest, List.of(absent))).isEmpty();
        assertThat(reader.ofDocument(manifest, 1)).isEmpty();
    }

    private static List<RunItem> find(RunReader reader, Manifest manifest, Collection<EntryHash> hashes) {
        return manifest.runs().stream()
                .flatMap(run -> reader.find(run, hashes).stream())
                .toList();
    }

    @Test
    void aFilterThatIsTooLargeToBeKeptIsReadForManyIdsAndNotForFew() {
        AtomicLong read = new AtomicLong();
        InMemoryBlobStore metered = new InMemoryBlobStore((operation, bytes) -> read.addAndGet(bytes));
        List<RunItem> items = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            items.add(new RunItem(EntryHash.of("doc" + i + "_d_0_" + i), i, i));
        }
        Collections.sort(items);
        IndexShape shape = new IndexShape(100, 1, 2, 1, 1, 1, 1);
        Run run = new RunWriter(metered, reader(), shape).write("run", List.of(), items);
        Manifest manifest = new Manifest(1, 1, 0, 20_000, List.of(run), List.of());
        List<EntryHash> absent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            absent.add(EntryHash.of("other" + i + "_d_0_" + i));
        }
        int filter = RunFilter.length(20_000);
        int segment = 100 * Segment.ITEM;

        read.set(0);
        new RunReader(metered, new ProcessCache(filter)).possible(manifest, absent.subList(0, 2));
        assertThat(read.get()).as("two segments").isEqualTo(2L * segment);
        read.set(0);
        new RunReader(metered, new ProcessCache(filter)).possible(manifest, absent);
        assertThat(read.get()).as("the filter").isEqualTo(filter);
        read.set(0);
        new RunReader(metered, new ProcessCache(2L * filter)).possible(manifest, absent.subList(0, 2));
        assertThat(read.get()).as("the filter, to be kept").isEqualTo(filter);
    }

    @Test
    void theFilterAdmitsHardlyAnythingThatIsNotThere() {
        int count = 50_000;
        List<RunItem> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(new RunItem(EntryHash.of("doc" + i + "_d_0_" + i), i, i));
        }
        Collections.sort(items);
        Run run = new RunWriter(blobs, reader(), IndexShape.STANDARD).write("run", List.of(), items);
        List<EntryHash> absent = new ArrayList<>();
        for (int i = 0; i < PROBES; i++) {
            absent.add(EntryHash.of("other" + i + "_d_0_" + i));
        }
        Manifest manifest = new Manifest(1, 1, 0, count, List.of(run), List.of());
        assertThat((double) reader().possible(manifest, absent).size() / PROBES).isLessThan(0.005);
    }

    @Test
    void aSegmentThatIsCutIsCorrupt() {
        assertThatThrownBy(() -> new Segment(Bytes.wrap(new byte[Segment.ITEM + 1])))
                .isInstanceOf(CorruptStoreException.class);
    }
}
