package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import java.util.List;

/** Documents that are to be purged and are not yet gone, over all tenants: maintenance looks here and nowhere else. */
public final class PurgeJobs {
    static final String PARTITION = "J";

    private final Table table;

    public PurgeJobs(Table table) {
        this.table = table;
    }

    /**
     * One document of one database, both kinds of store.
     *
     * @param removedAt when its entries were last looked for and removed; 0 before
     */
    public record Job(String incarnation, String dbId, String docId, long removedAt) {}

    /** Forbids the document first, then asks for its removal. Asking again for what is gone does no harm. */
    public void request(String incarnation, String dbId, String docId) {
        new Denylist(table, incarnation, dbId).add(docId);
        write(new Job(incarnation, dbId, docId, 0));
    }

    /** Whether the removal of some document of the database is not finished. */
    public boolean arePendingFor(String incarnation, String dbId) {
        return !table.query(Query.prefix(PARTITION, incarnation + "#" + dbId + "#", 1, Consistency.EVENTUAL))
                .isEmpty();
    }

    void write(Job job) {
        table.putAll(List.of(Item.of(key(job))
                .text("i", job.incarnation())
                .text("b", job.dbId())
                .text("d", job.docId())
                .whole("r", job.removedAt())
                .build()));
    }

    void done(Job job) {
        table.deleteAll(List.of(key(job)));
    }

    List<Job> pending(int limit) {
        return table.query(new Query(PARTITION, " ", Query.MAX, true, limit, Consistency.STRONG)).stream()
                .map(item -> new Job(
                        item.requireText("i"), item.requireText("b"), item.requireText("d"), item.requireWhole("r")))
                .toList();
    }

    private static Key key(Job job) {
        String hash = ContentHash.of(Bytes.utf8(job.docId()));
        return new Key(PARTITION, job.incarnation() + "#" + job.dbId() + "#" + hash);
    }
}
