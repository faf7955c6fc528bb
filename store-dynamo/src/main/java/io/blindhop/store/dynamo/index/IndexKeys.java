package io.blindhop.store.dynamo.index;

import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.payload.PayloadWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** The keys of index rows. The first letter of a sort key is the kind of row: entry, alias, payload. */
final class IndexKeys {
    private static final int SHARDS = 64;

    private IndexKeys() {}

    static Key entry(StoreId store, String id) {
        return new Key(partition(store, documentPart(id)), "e" + id);
    }

    /** An entry whose id does not begin with its docId is found by document under an alias. */
    static Key alias(StoreId store, String docId, String id) {
        return new Key(partition(store, docId), aliasPrefix(docId) + id);
    }

    static Key payload(StoreId store, String contentHash) {
        return new Key(partition(store, contentHash), "p" + contentHash);
    }

    /** Objects of their own can be shared between entries, parts of packs cannot. */
    static boolean isShared(int payloadLength) {
        return payloadLength >= PayloadWriter.SINGLE_FROM;
    }

    static boolean isInDocumentRange(String id, String docId) {
        // An id without either mark is its own document part, and outside of the range.
        return id.length() > docId.length() && documentPart(id).equals(docId);
    }

    /** What precedes the last {@code _d_} or {@code _a_} of an id (protocol 1.3), or all of it. */
    static String documentPart(String id) {
        int at = Math.max(id.lastIndexOf("_d_"), id.lastIndexOf("_a_"));
        return at > 0 ? id.substring(0, at) : id;
    }

    /** Ranges that hold every row of a document, and perhaps rows of others. */
    static List<Query> documentRanges(StoreId store, String docId) {
        String partition = partition(store, docId);
        String alias = aliasPrefix(docId);
        return List.of(
                range(partition, "e" + docId + "_a_", "e" + docId + "_d_" + Query.MAX),
                range(partition, alias, alias + Query.MAX));
    }

    private static Query range(String partition, String from, String to) {
        return new Query(partition, from, to, true, Integer.MAX_VALUE, Consistency.STRONG);
    }

    /** The docId as a hash, because it may be as long as a sort key can be. */
    private static String aliasPrefix(String docId) {
        return "a" + HexFormat.of().formatHex(sha256(docId), 0, 16) + "#";
    }

    private static String partition(StoreId store, String shardBy) {
        return partition(store, Math.floorMod(Bytes.utf8(shardBy).hashCode(), SHARDS));
    }

    private static String partition(StoreId store, int shard) {
        return "I#" + store.joined('#') + "#" + shard;
    }

    static List<String> partitions(StoreId store) {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> partition(store, shard))
                .toList();
    }

    /** The first 48 bits of the text's SHA-256. */
    static long hash48(String text) {
        return ByteBuffer.wrap(sha256(text)).getLong() >>> 16;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
