package io.blindhop.store.dynamo.index;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.codec.EntryRecord;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The hashes of a commit's entries as its row holds them, so that what is in no run yet is found without a look at blocks:
 * {@value EntryHash#BYTES} bytes for each entry in order, then a position (4) and a document (6) for each entry whose id does
 * not begin with its document.
 */
public final class EntryHashes {
    /** A row with more than this would be more than the read unit that a head costs. */
    private static final int MAX_BYTES = 3_500;

    private static final int ALIAS_BYTES = 10;
    private static final int HIGH_SHIFT = 32;

    private final Bytes bytes;
    private final int count;

    private EntryHashes(Bytes bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    /** Empty if there are too many for a row: then the blocks are looked at. */
    public static Optional<Bytes> encode(List<EntryRecord> records) {
        int size = records.size() * EntryHash.BYTES;
        if (size > MAX_BYTES) {
            return Optional.empty();
        }
        ByteBuffer out = ByteBuffer.allocate(size + records.size() * ALIAS_BYTES);
        for (EntryRecord record : records) {
            EntryHash hash = EntryHash.of(record.id());
            put48(out, hash.document());
            put48(out, hash.id());
        }
        for (int i = 0; i < records.size(); i++) {
            EntryRecord record = records.get(i);
            if (hasAlias(record)) {
                out.putInt(i);
                put48(out, EntryHash.ofDocument(record.metadata().docId()));
            }
        }
        return out.position() > MAX_BYTES
                ? Optional.empty()
                : Optional.of(Bytes.wrap(out.array()).slice(0, out.position()));
    }

    static boolean hasAlias(EntryRecord record) {
        return !IndexKeys.documentPart(record.id()).equals(record.metadata().docId());
    }

    private static void put48(ByteBuffer out, long value) {
        out.putShort((short) (value >>> HIGH_SHIFT));
        out.putInt((int) value);
    }

    /**
     * @param count how many entries there are
     * @throws CorruptStoreException if the bytes are not the hashes of so many
     */
    public static EntryHashes decode(Bytes bytes, int count) {
        int aliases = bytes.length() - count * EntryHash.BYTES;
        if (aliases < 0 || aliases % ALIAS_BYTES != 0) {
            throw new CorruptStoreException(
                    "a commit of " + count + " entries has " + bytes.length() + " bytes of hashes");
        }
        return new EntryHashes(bytes, count);
    }

    /** Takes a hash and the position of its entry. */
    @FunctionalInterface
    public interface Visitor {
        void hash(EntryHash hash, int position);
    }

    /** Every hash by which an entry is found: one or two of each. */
    public void forEach(Visitor visitor) {
        ByteBuffer in = bytes.asByteBuffer();
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            long document = get48(in);
            ids[i] = get48(in);
            visitor.hash(new EntryHash(document, ids[i]), i);
        }
        while (in.hasRemaining()) {
            int position = in.getInt();
            visitor.hash(new EntryHash(get48(in), ids[position]), position);
        }
    }

    /** The same of records that are at hand. */
    public static void forEach(EntryRecord record, int position, Visitor visitor) {
        visitor.hash(EntryHash.of(record.id()), position);
        if (hasAlias(record)) {
            visitor.hash(EntryHash.under(record.metadata().docId(), record.id()), position);
        }
    }

    private static long get48(ByteBuffer in) {
        return (in.getShort() & 0xFFFFL) << HIGH_SHIFT | (in.getInt() & 0xFFFFFFFFL);
    }
}
