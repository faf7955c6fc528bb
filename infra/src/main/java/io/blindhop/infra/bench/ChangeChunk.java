package io.blindhop.infra.bench;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Automerge change that sets texts in the root map (protocol 4.11.2): what the payload of a document entry is before
 * it is encrypted. Sets of one key by several changes are siblings, of which readers show one; a benchmark does not mind.
 *
 * @param bytes the chunk: magic, checksum, type, length, contents
 * @param hash 64 lowercase hex digits, the last part of the id of the entry that carries it
 */
record ChangeChunk(Bytes bytes, String hash) {
    private static final Bytes MAGIC = Bytes.fromHex("856f4a83");
    private static final int CHANGE = 1;
    private static final int CHECKSUM = 4;
    private static final int SET = 1;
    private static final int TEXT = 6;

    private static final int KEY = 0x15;
    private static final int INSERT = 0x34;
    private static final int ACTION = 0x42;
    private static final int VALUE_META = 0x56;
    private static final int VALUE = 0x57;
    private static final int LINKS = 0x70;

    /**
     * @param dependencies hashes of the changes that this one follows
     * @param sequence number of the change among those of its actor, from 1
     * @param firstOperation counter of the first operation, above those of the changes before
     * @param time milliseconds
     * @param texts at least one
     */
    static ChangeChunk of(
            List<String> dependencies,
            Bytes actor,
            int sequence,
            long firstOperation,
            long time,
            Map<String, String> texts) {
        Leb out = new Leb();
        out.unsigned(dependencies.size());
        dependencies.stream().sorted().forEach(hash -> out.raw(Bytes.fromHex(hash)));
        out.sized(actor).unsigned(sequence).unsigned(firstOperation).signed(time / 1000);
        out.unsigned(0).unsigned(0); // No message, no other actor.
        columns(texts, out);
        return chunk(out.toBytes());
    }

    private static void columns(Map<String, String> texts, Leb out) {
        int count = texts.size();
        Map<Integer, Bytes> columns = new TreeMap<>(Map.of(
                KEY, keys(texts.keySet()),
                INSERT, new Leb().unsigned(count).toBytes(),
                ACTION, new Leb().signed(count).unsigned(SET).toBytes(),
                VALUE_META, lengths(texts.values()),
                VALUE, together(texts.values()),
                LINKS, new Leb().signed(count).unsigned(0).toBytes()));
        out.unsigned(columns.size());
        columns.forEach((specification, data) -> out.unsigned(specification).unsigned(data.length()));
        columns.values().forEach(out::raw);
    }

    private static Bytes keys(Collection<String> keys) {
        Leb out = new Leb().signed(-keys.size());
        keys.forEach(key -> out.sized(Bytes.utf8(key)));
        return out.toBytes();
    }

    private static Bytes lengths(Collection<String> texts) {
        Leb out = new Leb().signed(-texts.size());
        texts.forEach(text -> out.unsigned(((long) Bytes.utf8(text).length() << 4) | TEXT));
        return out.toBytes();
    }

    private static Bytes together(Collection<String> texts) {
        return Bytes.utf8(String.join("", texts));
    }

    private static ChangeChunk chunk(Bytes contents) {
        Bytes hashed = new Leb().octet(CHANGE).sized(contents).toBytes();
        String hash = ContentHash.of(hashed);
        Bytes checksum = Bytes.fromHex(hash).slice(0, CHECKSUM);
        return new ChangeChunk(new Leb().raw(MAGIC).raw(checksum).raw(hashed).toBytes(), hash);
    }

    /** Numbers in LEB128, seven bits a byte, the lowest first. */
    private static final class Leb {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Leb octet(int value) {
            out.write(value);
            return this;
        }

        Leb unsigned(long value) {
            long rest = value;
            while (rest >= 0x80) {
                out.write((int) (rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            return octet((int) rest);
        }

        Leb signed(long value) {
            long rest = value;
            while (rest < -0x40 || rest > 0x3f) {
                out.write((int) (rest & 0x7f) | 0x80);
                rest >>= 7;
            }
            return octet((int) rest & 0x7f);
        }

        Leb raw(Bytes bytes) {
            out.writeBytes(bytes.toArray());
            return this;
        }

        Leb sized(Bytes bytes) {
            return unsigned(bytes.length()).raw(bytes);
        }

        Bytes toBytes() {
            return Bytes.wrap(out.toByteArray());
        }
    }
}
