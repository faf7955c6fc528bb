package io.blindhop.protocol.automerge;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.automerge.ChangeHash;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.ObjectType;
import org.automerge.Transaction;
import org.junit.jupiter.api.Test;

/** The decoder against automerge-rs. */
class OracleTest {
    private static final int DOCUMENTS = 150;
    private final long seed = new Random().nextLong();

    @Test
    void changesOfConcurrentWritersGiveTheSameValueInAnyOrder() {
        everySeed(random -> {
            List<Document> replicas = replicas(random);
            List<Bytes> changes = new ArrayList<>(Oracle.changesSince(replicas.getFirst(), new ChangeHash[0]));
            Collections.shuffle(changes, random);
            AutomergeDocument document = new AutomergeDocument();
            changes.forEach(document::apply);
            assertThat(document.root()).isEqualTo(Oracle.root(replicas.getFirst()));
            assertThat(document.hasWaitingChanges()).isFalse();
            replicas.forEach(Document::free);
        });
    }

    @Test
    void aChangeHasNoEffectBeforeWhatItDependsOn() {
        everySeed(random -> {
            List<Document> replicas = replicas(random);
            List<Bytes> changes = new ArrayList<>(Oracle.changesSince(replicas.getFirst(), new ChangeHash[0]));
            // An empty document of the oracle forgets what waits in it, so the first change comes first.
            Collections.shuffle(changes.subList(1, changes.size()), random);
            AutomergeDocument document = new AutomergeDocument();
            Document oracle = new Document();
            for (Bytes change : changes) {
                document.apply(change);
                oracle.applyEncodedChanges(change.toArray());
                assertThat(document.root()).isEqualTo(Oracle.root(oracle));
            }
            oracle.free();
            replicas.forEach(Document::free);
        });
    }

    @Test
    void aSnapshotAndLaterChangesGiveTheSameValue() {
        everySeed(random -> {
            List<Document> replicas = replicas(random);
            Document first = replicas.getFirst();
            AutomergeDocument document = new AutomergeDocument();
            ChangeHash[] heads = first.getHeads();
            List<Bytes> earlier = Oracle.changesSince(first, new ChangeHash[0]);
            document.apply(Bytes.wrap(first.save()));
            assertThat(document.root()).isEqualTo(Oracle.root(first));
            edit(replicas, random);
            List<Bytes> later = new ArrayList<>(Oracle.changesSince(first, heads));
            later.addAll(earlier);
            Collections.shuffle(later, random);
            later.forEach(document::apply);
            assertThat(document.root()).isEqualTo(Oracle.root(first));
            assertThat(document.hasWaitingChanges()).isFalse();
            replicas.forEach(Document::free);
        });
    }

    @Test
    void aSnapshotMergesIntoWhatIsAlreadyThere() {
        everySeed(random -> {
            List<Document> replicas = replicas(random);
            Document first = replicas.getFirst();
            AutomergeDocument document = new AutomergeDocument();
            Oracle.changesSince(replicas.get(1), new ChangeHash[0]).forEach(document::apply);
            byte[] older = replicas.get(2).save();
            edit(replicas, random);
            document.apply(Bytes.wrap(first.save()));
            document.apply(Bytes.wrap(older));
            document.apply(Bytes.wrap(first.save()));
            assertThat(document.root()).isEqualTo(Oracle.root(first));
            replicas.forEach(Document::free);
        });
    }

    @Test
    void deflatedColumnsAndDeflatedChangesAreRead() {
        Document oracle = new Document();
        try (Transaction t = oracle.startTransaction()) {
            ObjectId text = t.set(ObjectId.ROOT, "text", ObjectType.TEXT);
            t.spliceText(text, 0, 0, "all work and no play ".repeat(500));
            t.spliceText(text, 100, 50, "größer");
            t.commit();
        }
        List<Bytes> changes = Oracle.changesSince(oracle, new ChangeHash[0]);
        assertThat(changes).hasSize(1);
        Bytes deflated = deflated(changes.getFirst());
        assertThat(deflated.length()).isLessThan(changes.getFirst().length() / 2);
        AutomergeDocument fromChanges = new AutomergeDocument();
        fromChanges.apply(deflated);
        assertThat(fromChanges.root()).isEqualTo(Oracle.root(oracle));

        Bytes saved = Bytes.wrap(oracle.save());
        assertThat(saved.length()).isLessThan(2_000);
        AutomergeDocument fromSnapshot = new AutomergeDocument();
        fromSnapshot.apply(saved);
        assertThat(fromSnapshot.root()).isEqualTo(Oracle.root(oracle));
        assertThat(AutomergeChange.parse(deflated).hash())
                .isEqualTo(HexFormat.of().formatHex(oracle.getHeads()[0].getBytes()));
        oracle.free();
    }

    /** The same change as a chunk of type 2. */
    private static Bytes deflated(Bytes change) {
        int header = 9;
        while (change.at(header) < 0) {
            header++;
        }
        header++;
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(change.slice(header, change.length() - header).toArray());
        deflater.finish();
        byte[] contents = new byte[change.length()];
        int length = deflater.deflate(contents);
        deflater.end();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(change.slice(0, 8).toArray());
        out.write(2);
        int rest = length;
        for (; rest >= 0x80; rest >>>= 7) {
            out.write((rest & 0x7f) | 0x80);
        }
        out.write(rest);
        out.write(contents, 0, length);
        return Bytes.wrap(out.toByteArray());
    }

    private interface Case {
        void run(Random random);
    }

    private void everySeed(Case body) {
        for (int i = 0; i < DOCUMENTS; i++) {
            long one = seed + i;
            try {
                body.run(new Random(one));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + one, e);
            }
        }
        System.out.println("OracleTest: seeds from " + seed);
    }

    static List<Document> replicas(Random random) {
        Document origin = new Document(actor(random));
        new RandomEdits(random).commit(origin, 5);
        List<Document> replicas = List.of(origin, origin.fork(actor(random)), origin.fork(actor(random)));
        edit(replicas, random);
        return replicas;
    }

    /** Ends with everything merged into the first replica. */
    static void edit(List<Document> replicas, Random random) {
        for (int round = 0; round < 8; round++) {
            new RandomEdits(random).commit(replicas.get(random.nextInt(replicas.size())), 1 + random.nextInt(4));
            if (random.nextInt(3) == 0) {
                replicas.get(random.nextInt(replicas.size()))
                        .merge(replicas.get(random.nextInt(replicas.size())).fork());
            }
        }
        replicas.forEach(replica -> replicas.getFirst().merge(replica.fork()));
    }

    private static byte[] actor(Random random) {
        byte[] actor = new byte[16];
        random.nextBytes(actor);
        return actor;
    }
}
