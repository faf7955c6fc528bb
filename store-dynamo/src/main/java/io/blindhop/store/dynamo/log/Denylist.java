package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.index.ProcessCache;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.StoreId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Documents of one database of which nothing may be stored any more, in either kind of store (protocol 5.10). Only grows.
 * A put to a database of which nothing was purged pays one read unit for it, or nothing in a process that
 * {@linkplain Remembered remembers} it.
 */
public final class Denylist implements PutGuard {
    /** Written before the first document: where it is missing no document needs to be looked up. */
    private static final String NOT_EMPTY = "!";

    private final Table table;
    private final String partition;
    private final IncarnationPartitions partitions;
    private final boolean complete;
    private final Remembered remembered;

    public Denylist(Table table, String incarnation, String dbId) {
        this(table, incarnation, dbId, true);
    }

    /** @param complete whether every purge is known that was ever ordered; not so in a table that was restored */
    public Denylist(Table table, String incarnation, String dbId, boolean complete) {
        this(table, incarnation, dbId, complete, new Remembered(new ProcessCache(0), ""));
    }

    /**
     * For puts to one store.
     *
     * @param directory where the tenant's directory ends in this request, projected; empty if that is not known
     */
    public Denylist(LogContext context, StoreId store, boolean complete, Optional<LogReader.End> directory) {
        this(
                context.table(),
                store.incarnation(),
                store.dbId(),
                complete,
                directory
                        .map(end -> new Remembered(context.cache(), Remembered.name(store, end)))
                        .orElse(new Remembered(new ProcessCache(0), "")));
    }

    private Denylist(Table table, String incarnation, String dbId, boolean complete, Remembered remembered) {
        this.remembered = remembered;
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

    /**
     * What a process knows of a database of which nothing was purged.
     *
     * <p>Purges come from the directory and are on the list before the request that pushed them is answered: whoever sees the same
     * end of the directory as when the list was found empty has missed none of them. And a purge takes an order of the store
     * after it is on the list: whoever sees no more control commits than then will have the orders of what is stored now before
     * those of every purge.
     */
    private record Remembered(ProcessCache cache, String name) {
        private static final int IN_MEMORY = 300;

        static String name(StoreId store, LogReader.End directory) {
            return "unpurged#" + store.joined('#') + "#" + directory.order() + "#" + directory.commit();
        }

        boolean isEmptyAfter(long controlCommits) {
            return cache.find(name, Long.class)
                    .filter(known -> known == controlCommits)
                    .isPresent();
        }

        void emptyAfter(long controlCommits) {
            cache.keep(name, controlCommits, IN_MEMORY);
        }
    }

    @Override
    public void check(Collection<EntryMetadata> entries, long controlCommits) {
        if (remembered.isEmptyAfter(controlCommits)) {
            return;
        }
        if (isEmpty()) {
            remembered.emptyAfter(controlCommits);
        } else {
            refuse(entries);
        }
    }

    @Override
    public void check(Collection<EntryMetadata> entries) {
        if (!isEmpty()) {
            refuse(entries);
        }
    }

    private boolean isEmpty() {
        return table.get(new Key(partition, NOT_EMPTY), Consistency.STRONG).isEmpty();
    }

    private void refuse(Collection<EntryMetadata> entries) {
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
