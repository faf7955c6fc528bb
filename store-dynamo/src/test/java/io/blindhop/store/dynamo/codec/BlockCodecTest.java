package io.blindhop.store.dynamo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class BlockCodecTest {
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final RandomRecords records = new RandomRecords(random);

    BlockCodecTest() {
        System.out.println("BlockCodecTest seed " + seed);
    }

    /** One in four was purged. */
    private List<Optional<EntryRecord>> some(int count) {
        return Stream.generate(() -> Optional.of(records.next()).filter(record -> random.nextInt(4) > 0))
                .limit(count)
                .toList();
    }

    @Test
    void everyBlockIsReadAsItWasWritten() {
        for (int count : new int[] {0, 1, 2, 17, 256}) {
            List<Optional<EntryRecord>> some = some(count);
            assertThat(BlockCodec.decode(BlockCodec.encode(some)))
                    .as("seed %d", seed)
                    .isEqualTo(some);
        }
    }

    @Test
    void aBlockCutAnywhereIsCorrupt() {
        Bytes block = BlockCodec.encode(some(5));
        for (int length = 0; length < block.length(); length++) {
            Bytes cut = block.slice(0, length);
            assertThatThrownBy(() -> BlockCodec.decode(cut)).isInstanceOf(CorruptStoreException.class);
        }
    }

    @Test
    void changedBytesAreReadAsRecordsOrAreCorruptAndNothingElse() {
        int corrupt = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] changed = BlockCodec.encode(some(3)).toArray();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(BlockCodec.decode(Bytes.wrap(changed))).isNotNull();
            } catch (CorruptStoreException expected) {
                corrupt++;
            } catch (RuntimeException other) {
                throw new AssertionError("round " + i + " of seed " + seed, other);
            }
        }
        assertThat(corrupt).isPositive();
    }

    @Test
    void recordsThatTheBlockDoesNotCountAreCorruption() {
        ByteWriter plain = new ByteWriter();
        plain.number(1);
        RecordCodec.write(records.next(), plain);
        RecordCodec.write(records.next(), plain);
        Bytes block = deflated(plain.toBytes());
        assertThatThrownBy(() -> BlockCodec.decode(block))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("left over");
    }

    @Test
    void aBlockThatInflatesWithoutEndIsRefused() {
        Bytes block = deflated(Bytes.wrap(new byte[130 << 20]));
        assertThatThrownBy(() -> BlockCodec.decode(block))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("inflates to more than");
    }

    private static Bytes deflated(Bytes plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(1);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, deflater)) {
            plain.writeTo(deflate);
        } catch (IOException e) {
            throw new IllegalStateException("an array does not fail", e);
        } finally {
            deflater.end();
        }
        return Bytes.wrap(out.toByteArray());
    }
}
