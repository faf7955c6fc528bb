package io.blindhop.protocol.automerge;

import io.blindhop.protocol.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The container of protocol 4.11.1, its checksum verified: {@code 85 6f 4a 83}, four bytes of checksum, a type byte, a
 * length, the contents. A deflated change arrives here as what it is: a change.
 *
 * @param hash hex SHA-256 over type, length and contents; of a change, its change hash
 */
record Chunk(Type type, ByteCursor contents, String hash) {
    private static final int MAGIC = 0x856f4a83;

    enum Type {
        DOCUMENT,
        CHANGE
    }

    /** One or more chunks, one after the other, and nothing else. */
    static List<Chunk> readAll(Bytes data) {
        ByteCursor cursor = ByteCursor.over(data.toArray());
        List<Chunk> chunks = new ArrayList<>();
        do {
            chunks.add(read(cursor));
        } while (!cursor.isEmpty());
        return chunks;
    }

    private static Chunk read(ByteCursor cursor) {
        int magic = cursor.octet() << 24 | cursor.octet() << 16 | cursor.octet() << 8 | cursor.octet();
        if (magic != MAGIC) {
            throw new MalformedChunkException("not an Automerge chunk: it does not begin with 85 6f 4a 83");
        }
        String checksum = cursor.hex(4);
        int type = cursor.octet();
        ByteCursor contents = cursor.take(cursor.length("the length of a chunk"));
        Chunk chunk = switch (type) {
            case 0 -> of(Type.DOCUMENT, contents);
            case 1 -> of(Type.CHANGE, contents);
            case 2 -> of(Type.CHANGE, new InflationBudget(AutomergeLimits.MAX_INFLATED_BYTES).inflate(contents));
            default -> throw new MalformedChunkException("a chunk has the unknown type " + type);
        };
        if (!chunk.hash.startsWith(checksum)) {
            throw new MalformedChunkException(
                    "the checksum of a chunk is " + checksum + ", its contents hash to " + chunk.hash.substring(0, 8));
        }
        return chunk;
    }

    private static Chunk of(Type type, ByteCursor contents) {
        MessageDigest digest = sha256();
        digest.update(type == Type.CHANGE ? (byte) 1 : 0);
        int length = contents.remaining();
        while (length >= 0x80) {
            digest.update((byte) (length | 0x80));
            length >>>= 7;
        }
        digest.update((byte) length);
        digest.update(contents.asByteBuffer());
        return new Chunk(type, contents, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
