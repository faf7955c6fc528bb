package io.blindhop.store.dynamo.merged;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.s3.StoreId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of the rows of one merged log. Ids are hashed, for they are as long as the nodes want that they come from. The
 * entries of a document are one range, and another one for those whose ids do not begin with it.
 */
final class MergedKeys {
    static final String COMMIT = "C#";
    private static final int SHARDS = 16;
    private static final int DOCUMENT_DIGITS = 32;

    private final String partition;

    MergedKeys(StoreId store) {
        this.partition = "V#" + store.joined('#');
    }

    String partition() {
        return partition;
    }

    /** Every partition in which the log may have rows. */
    List<String> partitions() {
        List<String> all = new ArrayList<>(List.of(partition));
        for (int shard = 0; shard < SHARDS; shard++) {
            all.add(partition + "#" + shard);
        }
        return all;
    }

    Key mark() {
        return new Key(partition, "M");
    }

    Key bloom() {
        return new Key(partition, "B");
    }

    Key commit(long first) {
        return new Key(partition, sortKey(first));
    }

    /** The newest commit that begins at or below an order. */
    Query newestAtOrBelow(long order) {
        return new Query(partition, COMMIT, sortKey(order), false, 1, Consistency.STRONG);
    }

    Query after(long order, int limit) {
        return new Query(partition, sortKey(order + 1), COMMIT + "9".repeat(19), true, limit, Consistency.STRONG);
    }

    /** Nineteen digits, because text must sort as the numbers do. */
    private static String sortKey(long first) {
        return COMMIT + String.format("%019d", first);
    }

    Key entry(String id) {
        return row("e#", documentPart(id), id);
    }

    /** Where an entry is found by its document, if that is not where it is found by its id. */
    Optional<Key> alias(String docId, String id) {
        return documentPart(id).equals(docId) ? Optional.empty() : Optional.of(row("a#", docId, id));
    }

    /** Ranges that hold every row of a document, and perhaps rows of others. */
    List<Query> documentRanges(String docId) {
        String end = hash(docId).substring(0, DOCUMENT_DIGITS) + "#";
        return List.of(range(docId, "e#" + end), range(docId, "a#" + end));
    }

    private Query range(String docId, String prefix) {
        return Query.prefix(shard(docId), prefix, Integer.MAX_VALUE, Consistency.STRONG);
    }

    private Key row(String kind, String document, String id) {
        return new Key(shard(document), kind + hash(document).substring(0, DOCUMENT_DIGITS) + "#" + hash(id));
    }

    private String shard(String document) {
        return partition + "#" + Integer.parseInt(hash(document).substring(0, 1), SHARDS);
    }

    /** What precedes the last {@code _d_} or {@code _a_} of an id (protocol 1.3), or all of it. */
    private static String documentPart(String id) {
        int at = Math.max(id.lastIndexOf("_d_"), id.lastIndexOf("_a_"));
        return at > 0 ? id.substring(0, at) : id;
    }

    private static String hash(String text) {
        return ContentHash.of(Bytes.utf8(text));
    }
}
