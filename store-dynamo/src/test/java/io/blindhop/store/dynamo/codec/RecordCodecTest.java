package io.blindhop.store.dynamo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.RecordedEntries;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.index.EntryIndex;
import io.blindhop.store.dynamo.index.EntryIndex.Indexed;
import io.blindhop.store.dynamo.index.OldRows;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import io.blindhop.store.s3.payload.PayloadLocation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    private static final int ROUNDS = 3_000;
    private static final PutId PUT = new PutId("0190000000007000a000000000000000");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RandomRecords records = new RandomRecords(random);

    RecordCodecTest() {
        System.out.println("RecordCodecTest seed " + seed);
    }

    private static EntryRecord recorded(JsonNode line) {
        EntryMetadata metadata = RecordedEntries.metadata(line.get("entry"));
        return new EntryRecord(
                metadata,
                RecordedEntries.receipt(line.get("entry")),
                new PayloadLocation(PUT, "ab".repeat(32), 100_000, 600));
    }

    private static List<EntryRecord> recorded() {
        return RecordedEntries.lines("pushed.jsonl").stream()
                .map(RecordCodecTest::recorded)
                .toList();
    }

    private static List<Indexed> indexed(List<EntryRecord> records) {
        return records.stream().map(record -> new Indexed(record, 1_000_000)).toList();
    }

    @Test
    void everyRecordIsReadAsItWasWritten() {
        for (int i = 0; i < ROUNDS; i++) {
            EntryRecord record = records.next();
            assertThat(RecordCodec.decode(RecordCodec.encode(record)))
                    .as("round %d of seed %d", i, seed)
                    .isEqualTo(record);
        }
    }

    @Test
    void everyRecordedEntryIsReadAsItWasWritten() {
        List<EntryRecord> recorded = recorded();
        assertThat(recorded)
                .isNotEmpty()
                .allSatisfy(record -> assertThat(RecordCodec.decode(RecordCodec.encode(record)))
                        .isEqualTo(record));
    }

    @Test
    void aRecordCutAnywhereIsCorrupt() {
        for (int i = 0; i < 50; i++) {
            Bytes encoded = RecordCodec.encode(records.next());
            for (int length = 0; length < encoded.length(); length++) {
                Bytes cut = encoded.slice(0, length);
                assertThatThrownBy(() -> RecordCodec.decode(cut)).isInstanceOf(CorruptStoreException.class);
            }
        }
    }

    @Test
    void aRecordWithAnotherByteBehindItIsCorrupt() {
        byte[] whole = RecordCodec.encode(records.next()).toArray();
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> RecordCodec.decode(Bytes.wrap(longer))).isInstanceOf(CorruptStoreException.class);
    }

    @Test
    void changedBytesAreReadAsARecordOrAreCorruptAndNothingElse() {
        int corrupt = 0;
        for (int i = 0; i < ROUNDS * 10; i++) {
            byte[] changed = RecordCodec.encode(records.next()).toArray();
            for (int change = random.nextInt(3); change >= 0; change--) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xFF);
            }
            try {
                EntryRecord read = RecordCodec.decode(Bytes.wrap(changed));
                assertThat(read.payload().length()).isNotNegative();
                assertThat(read.location().map(PayloadLocation::offset).orElse(0L))
                        .isNotNegative();
            } catch (CorruptStoreException expected) {
                corrupt++;
            } catch (RuntimeException other) {
                throw new AssertionError("round " + i + " of seed " + seed, other);
            }
        }
        assertThat(corrupt).isPositive();
    }

    @Test
    void metadataThatNoItemHoldsLiesInAnObjectAndIsFound() {
        EntryRecord small = recorded().getFirst();
        EntryMetadata m = small.metadata();
        List<String> hashes = java.util.stream.IntStream.range(0, 9_000)
                .mapToObj(i -> m.docId() + "_d_" + i + "_" + "c".repeat(64))
                .toList();
        EntryMetadata huge = new EntryMetadata(
                m.entryType(),
                m.id(),
                m.contentHash(),
                m.docId(),
                hashes,
                m.createdAt(),
                m.createdByPublicKey(),
                m.decryptionKeyId(),
                Optional.of(hashes),
                m.snapshotHeadEntryIds(),
                m.signature(),
                m.metadataSignature(),
                m.originalSize(),
                m.encryptedSize(),
                m.attachmentRefs(),
                m.provenance(),
                m.recipients(),
                m.entryVersion());
        EntryRecord record = new EntryRecord(huge, small.receipt(), small.payload());
        assertThat(RecordCodec.encode(record).length()).isGreaterThan(Item.MAX_BYTES);
        InMemoryBlobStore blobs = new InMemoryBlobStore();
        StoreId store = new StoreId("incarnation", "main", StoreKind.DOCS);
        InMemoryTable table = new InMemoryTable();
        EntryIndex index = new EntryIndex(table, blobs, store);
        OldRows.write(table, blobs, store, indexed(List.of(record, small)));
        assertThat(index.document(m.docId())).isNotEmpty();
        assertThat(blobs.list("", ""))
                .singleElement()
                .satisfies(object -> assertThat(object.name()).startsWith(PayloadLocation.prefix(store, PUT)));
    }
}
