package io.blindhop.store.dynamo.cache;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.compose.PageRequest;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The keys of the rows of one cache. Everything but the head belongs to one life of the cache, which its sort key begins with:
 * to empty the cache is to begin another life. Lives sort by time.
 */
final class CacheKeys {
    private static final String HEAD = "head";

    private final String partition;

    CacheKeys(StoreId store) {
        this.partition = "H#" + store.joined('#');
    }

    String partition() {
        return partition;
    }

    Key head() {
        return new Key(partition, HEAD);
    }

    Key entry(PutId life, String id) {
        return row(life, "E#" + hash(id));
    }

    Key page(PutId life, PageRequest request) {
        ScanFilter filter = request.filter();
        return row(
                life,
                "P#"
                        + hash(String.join(
                                "\n",
                                Long.toString(request.seenUpTo()),
                                Integer.toString(request.limit()),
                                filter.createdFrom().toString(),
                                filter.createdUntil().toString(),
                                new TreeSet<>(filter.entryTypes()).toString(),
                                filter.docId().toString())));
    }

    Key document(PutId life, String docId) {
        return row(life, "D#" + hash(docId));
    }

    Key plans(PutId life, List<String> docIds) {
        return row(
                life,
                "N#"
                        + hash(String.join(
                                "\n", docIds.stream().map(CacheKeys::hash).toList())));
    }

    Key bloom(PutId life) {
        return row(life, "B");
    }

    /** How large the objects of one call of {@code keep} are. */
    Key batch(PutId life, PutId put) {
        return row(life, "O#" + put.hex());
    }

    /** The rows of all lives before one, or of all. */
    Query before(Optional<PutId> life, int limit) {
        return new Query(partition, "0", life.map(PutId::hex).orElse("g"), true, limit, Consistency.STRONG);
    }

    Query batches(PutId life, int limit) {
        return Query.prefix(partition, life.hex() + "#O#", limit, Consistency.EVENTUAL);
    }

    /** The put of a row of {@link #batch}; empty if it is another row. */
    static Optional<PutId> putOfBatch(Key key) {
        int at = key.sk().indexOf("#O#");
        return at < 0 ? Optional.empty() : Optional.of(new PutId(key.sk().substring(at + 3)));
    }

    /** Which entries are in those objects. */
    Key members(PutId life, PutId put) {
        return row(life, "M#" + put.hex());
    }

    private Key row(PutId life, String rest) {
        return new Key(partition, life.hex() + "#" + rest);
    }

    private static String hash(String text) {
        return ContentHash.of(Bytes.utf8(text));
    }
}
