package io.blindhop.store.dynamo.codec;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Some hundred entry records as one compressed block: a byte for the layout, then raw DEFLATE (RFC 1951). The position of a
 * record gives its order, so what was purged leaves an empty position behind.
 */
public final class BlockCodec {
    private static final int LAYOUT = 1;

    /** A block of at most {@code LogLimits.BLOCK_ENTRIES} records cannot inflate to more. */
    private static final int MAX_INFLATED = 128 * 1024 * 1024;

    private BlockCodec() {}

    /** @param positions the records in order, empty where there is none any more */
    public static Bytes encode(List<Optional<EntryRecord>> positions) {
        ByteWriter plain = new ByteWriter();
        plain.number(positions.size());
        for (Optional<EntryRecord> position : positions) {
            position.ifPresentOrElse(
                    entry -> RecordCodec.write(entry, plain), () -> plain.octet(RecordCodec.NO_RECORD));
        }
        return deflated(plain);
    }

    static Bytes deflated(ByteWriter plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(LAYOUT);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, deflater)) {
            plain.toBytes().writeTo(deflate);
        } catch (IOException e) {
            throw new IllegalStateException("an array does not fail", e);
        } finally {
            deflater.end();
        }
        return Bytes.wrap(out.toByteArray());
    }

    /** @throws CorruptStoreException if the bytes are not one encoded block */
    public static List<Optional<EntryRecord>> decode(Bytes block) {
        return decodeSized(block).positions();
    }

    /**
     * The records of a block.
     *
     * @param inflatedBytes the length of their texts and bytes before compression
     */
    public record Decoded(List<Optional<EntryRecord>> positions, int inflatedBytes) {}

    /** @throws CorruptStoreException if the bytes are not one encoded block */
    public static Decoded decodeSized(Bytes block) {
        ByteReader in = inflated(block);
        int count = in.count();
        List<Optional<EntryRecord>> positions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            positions.add(RecordCodec.readOptional(in));
        }
        in.requireEnd();
        return new Decoded(positions, in.position());
    }

    static ByteReader inflated(Bytes block) {
        if (block.isEmpty() || block.at(0) != LAYOUT) {
            throw new CorruptStoreException("a block of metadata has a layout that this version does not read");
        }
        return new ByteReader(inflate(block.slice(1, block.length() - 1)));
    }

    private static Bytes inflate(Bytes deflated) {
        Inflater inflater = new Inflater(true);
        try (InputStream in = new InflaterInputStream(deflated.asInputStream(), inflater)) {
            byte[] plain = in.readNBytes(MAX_INFLATED + 1);
            if (plain.length > MAX_INFLATED) {
                throw new CorruptStoreException("a block of metadata inflates to more than " + MAX_INFLATED + " bytes");
            }
            return Bytes.wrap(plain);
        } catch (IOException e) {
            throw new CorruptStoreException("a block of metadata does not inflate: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
