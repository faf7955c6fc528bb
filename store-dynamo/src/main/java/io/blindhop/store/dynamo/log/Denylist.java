package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Documents of one database of which nothing may be stored any more, in either kind of store (protocol 5.10). Only grows.
 * A put to a database of which nothing was purged pays one read unit for it.
 */
public final class Denylist implements PutGuard {
    /** Written before the first document: where it is missing no document needs to be looked up. */
    private static final String NOT_EMPTY = "!";

    private final Table table;
    private final String partition;
    private final IncarnationPartitions partitions;
    private final boolean complete;

    public Denylist(Table table, String incarnation, String dbId) {
        this(table, incarnation, dbId, true);
    }

    /** @param complete whether every purge is known that was ever ordered; not so in a table that was restored */
    public Denylist(Table table, String incarnation, String dbId, boolean complete) {
        this.table = table;
        this.partition = "X#" + incarnation + "#" + dbId;
        this.partitions = new IncarnationPartitions(table, incarnation);
        this.complete = complete;
    }

    /** Durable when it returns; puts that lose a race from now on are refused. */
    public void add(String docId) {
        partitions.note(List.of(partition));
        table.putAll(List.of(Item.of(new Key(partition, NOT_EMPTY)).build()));
        table.putAll(List.of(Item.of(key(docId)).text("d", docId).build()));
    }

    @Override
    public void check(Collection<EntryMetadata> entries) {
        if (table.get(new Key(partition, NOT_EMPTY), Consistency.STRONG).isEmpty()) {
            return;
        }
        Map<Key, EntryMetadata> byDocument = new LinkedHashMap<>();
        entries.forEach(entry -> byDocument.putIfAbsent(key(entry.docId()), entry));
        Map<Key, Item> forbidden = table.getAll(byDocument.keySet(), Consistency.STRONG);
        byDocument.forEach((key, entry) -> {
            if (forbidden.containsKey(key)) {
                throw new PurgedDocumentException(entry.id());
            }
        });
    }

    @Override
    public Set<String> purgedAmong(Set<String> docIds) {
        Map<Key, Item> forbidden = table.getAll(docIds.stream().map(this::key).toList(), Consistency.STRONG);
        Set<String> purged = new HashSet<>(docIds);
        purged.removeIf(docId -> !forbidden.containsKey(key(docId)));
        if (purged.isEmpty() && !complete) {
            throw new StoreUnavailableException("a payload is gone, and whether it was purged is not known before the"
                    + " administrator has pushed the directory again");
        }
        return purged;
    }

    /** By hash, because an id may be as long as a sort key can be. */
    private Key key(String docId) {
        return new Key(partition, ContentHash.of(Bytes.utf8(docId)));
    }
}
