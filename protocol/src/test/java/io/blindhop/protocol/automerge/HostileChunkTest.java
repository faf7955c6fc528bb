package io.blindhop.protocol.automerge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.ObjectType;
import org.automerge.Transaction;
import org.junit.jupiter.api.Test;

class HostileChunkTest {
    private static final long SEED = 20260;
    private static final String NO_DEPENDENCIES_ACTOR_SEQ1_START1_TIME0_NO_MESSAGE =
            "00" + "01aa" + "01" + "01" + "00" + "00" + "00";

    @Test
    void mutatedChunksGiveAValueOrAreRefused() throws Exception {
        System.out.println("HostileChunkTest: seed " + SEED);
        Random random = new Random(SEED);
        List<Bytes> originals = originals();
        int refused = 0;
        for (int i = 0; i < 6_000; i++) {
            byte[] mutant =
                    mutate(originals.get(random.nextInt(originals.size())).toArray(), random);
            try {
                AutomergeDocument document = new AutomergeDocument();
                document.apply(Bytes.wrap(mutant));
                assertThat(document.root()).isNotNull();
            } catch (MalformedChunkException e) {
                assertThat(e).hasMessageMatching("(?s).+");
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 5_999);
    }

    @Test
    void aWrongChecksumIsRefused() {
        byte[] chunk = RecordedDocumentsTest.changesByDocument()
                .get("acl_defaultpolicy")
                .getFirst()
                .toArray();
        chunk[4] ^= 1;
        refuses(Bytes.wrap(chunk), "checksum");
    }

    @Test
    void anEmptyPayloadAndATruncatedOneAreRefused() {
        Bytes chunk = RecordedDocumentsTest.changesByDocument()
                .get("acl_defaultpolicy")
                .getFirst();
        for (int length = 0; length < chunk.length(); length++) {
            Bytes cut = chunk.slice(0, length);
            assertThatThrownBy(() -> new AutomergeDocument().apply(cut)).isInstanceOf(MalformedChunkException.class);
        }
    }

    @Test
    void aRunOf2To60OperationsIsRefused() throws Exception {
        String actionColumn = "808080808080808010" + "01"; // 2^60 times "set"
        refuses(change("01" + "42" + "0a" + actionColumn), "operations of a change are more than");
    }

    @Test
    void aRunOf2To60ReferencesIsRefused() throws Exception {
        // One set of key "k" that claims to replace 2^60 operations.
        refuses(
                change("03" + "15" + "03" + "42" + "02" + "70" + "0a" + "7f016b" + "7f01" + "7f808080808080808010"),
                "the number of references");
    }

    @Test
    void anInflationBombIsRefused() throws Exception {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(new byte[AutomergeLimits.MAX_INFLATED_BYTES + 1]);
        deflater.finish();
        byte[] bomb = new byte[1 << 20];
        int length = deflater.deflate(bomb);
        deflater.end();
        refuses(chunk(2, Arrays.copyOf(bomb, length)), "inflates to more than the limit");
    }

    @Test
    void announcedCountsAreNotBelieved() throws Exception {
        refuses(chunk(1, hex("ffffffff7f")), "the number of hashes");
        refuses(chunk(1, hex("00" + "ffffffff7f")), "the length of an actor id");
        refuses(chunk(0, hex("ffffffff7f")), "the number of actors");
        refuses(change("ffffffff7f"), "the number of columns");
    }

    @Test
    void anOperationThatContainsItselfIsRefused() throws Exception {
        // makeMap "k" in object 1@own, which is this very operation.
        refuses(
                change("04" + "01" + "02" + "02" + "02" + "15" + "03" + "42" + "02" + "7f00" + "7f01" + "7f016b"
                        + "7f00"),
                "refers to a later one");
    }

    @Test
    void aReferenceToNothingIsRefused() throws Exception {
        refuses(
                change("04" + "01" + "02" + "13" + "02" + "34" + "01" + "42" + "02" + "7f00" + "7f01" + "00" + "7f01"),
                "half an object");
        refuses(change("02" + "42" + "02" + "34" + "01" + "7f01" + "00"), "list by name");
    }

    @Test
    void aDocumentNestedTooDeepIsRefusedWhenItIsRead() {
        Document oracle = new Document();
        try (Transaction t = oracle.startTransaction()) {
            ObjectId inner = ObjectId.ROOT;
            for (int i = 0; i <= AutomergeLimits.MAX_DEPTH; i++) {
                inner = t.set(inner, "k", ObjectType.MAP);
            }
            t.commit();
        }
        AutomergeDocument document = new AutomergeDocument();
        document.apply(Bytes.wrap(oracle.save()));
        oracle.free();
        assertThatThrownBy(document::root)
                .isInstanceOf(MalformedChunkException.class)
                .hasMessageContaining("levels deep");
    }

    @Test
    void twoDifferentChangesWithTheSameNumberAreRefused() throws Exception {
        AutomergeDocument document = new AutomergeDocument();
        document.apply(change("00"));
        document.apply(change("00"));
        assertThatThrownBy(() -> document.apply(change("02" + "15" + "03" + "42" + "02" + "7f016b" + "7f01")))
                .isInstanceOf(MalformedChunkException.class)
                .hasMessageContaining("two different changes number 1");
    }

    private static void refuses(Bytes chunk, String message) {
        assertThatThrownBy(() -> {
                    AutomergeDocument document = new AutomergeDocument();
                    document.apply(chunk);
                    document.root();
                })
                .isInstanceOf(MalformedChunkException.class)
                .hasMessageContaining(message);
    }

    private static List<Bytes> originals() {
        List<Bytes> originals = new ArrayList<>();
        RecordedDocumentsTest.changesByDocument().values().forEach(changes -> originals.add(changes.getFirst()));
        Document document = new Document(new byte[] {1, 2, 3});
        for (int i = 0; i < 4; i++) {
            new RandomEdits(new Random(SEED + i)).commit(document, 20);
            originals.add(Bytes.wrap(document.save()));
        }
        originals.addAll(
                Oracle.changesSince(document, new org.automerge.ChangeHash[0]).subList(0, 1));
        document.free();
        return originals;
    }

    /** Changes some bytes and, mostly, repairs length and checksum, so that more than those are tested. */
    private static byte[] mutate(byte[] original, Random random) throws Exception {
        int header = 9;
        while (original[header++] < 0) {}
        byte[] contents = Arrays.copyOfRange(original, header, original.length);
        for (int i = random.nextInt(3); i >= 0 && contents.length > 2; i--) {
            int at = random.nextInt(contents.length);
            switch (random.nextInt(4)) {
                case 0 -> contents[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> contents[at] = (byte) random.nextInt(256);
                case 2 ->
                    contents = splice(contents, at, random.nextInt(Math.min(4, contents.length - at) + 1), new byte[0]);
                default -> {
                    byte[] inserted = new byte[1 + random.nextInt(9)];
                    random.nextBytes(inserted);
                    contents = splice(contents, at, 0, inserted);
                }
            }
        }
        byte[] repaired = chunk(random.nextInt(20) == 0 ? random.nextInt(4) : original[8], contents)
                .toArray();
        return random.nextInt(20) == 0 ? Arrays.copyOf(repaired, random.nextInt(repaired.length)) : repaired;
    }

    private static byte[] splice(byte[] bytes, int at, int delete, byte[] insert) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(insert);
        out.write(bytes, at + delete, bytes.length - at - delete);
        return out.toByteArray();
    }

    private static Bytes change(String columns) throws Exception {
        return chunk(1, hex(NO_DEPENDENCIES_ACTOR_SEQ1_START1_TIME0_NO_MESSAGE + columns));
    }

    private static byte[] hex(String hex) {
        return Bytes.fromHex(hex).toArray();
    }

    private static Bytes chunk(int type, byte[] contents) throws Exception {
        ByteArrayOutputStream hashed = new ByteArrayOutputStream();
        hashed.write(type);
        int rest = contents.length;
        for (; rest >= 0x80; rest >>>= 7) {
            hashed.write((rest & 0x7f) | 0x80);
        }
        hashed.write(rest);
        hashed.writeBytes(contents);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(hashed.toByteArray());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(hex("856f4a83"));
        out.write(hash, 0, 4);
        out.writeBytes(hashed.toByteArray());
        return Bytes.wrap(out.toByteArray());
    }
}
