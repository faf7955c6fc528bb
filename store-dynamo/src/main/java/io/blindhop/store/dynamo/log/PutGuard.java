package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.entry.StoredEntry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses entries that a store must not take any more.
 *
 * <p>Asked after the writer has read the tail and again after every lost race, so that whoever forbids something and then
 * takes an order of the log is seen by every writer that comes after: no entry that was forbidden before a control commit
 * has an order behind it.
 */
@FunctionalInterface
public interface PutGuard {
    PutGuard NONE = entries -> {};

    /**
     * Reads what is forbidden, consistently.
     *
     * @throws PurgedDocumentException if one of the entries is; then none of them is stored
     */
    void check(Collection<EntryMetadata> entries);

    /**
     * The same for who has just read the newest commit of the log. As long as nobody but writers of entries has taken an order,
     * no purge has; so what was known then need not be read again.
     *
     * @param controlCommits of the log, up to that commit
     */
    default void check(Collection<EntryMetadata> entries, long controlCommits) {
        check(entries);
    }

    /**
     * Those of the documents that are known to be purged: their payloads may be gone while rows still name them.
     *
     * @throws io.blindhop.protocol.store.StoreUnavailableException if none is known to be, and it is not certain that all
     *     purges are known
     */
    default Set<String> purgedAmong(Set<String> docIds) {
        return Set.of();
    }

    /** The entries without those of documents that are purged. */
    default List<StoredEntry> unpurged(List<StoredEntry> entries) {
        List<EntryMetadata> metadata =
                entries.stream().map(StoredEntry::metadata).toList();
        try {
            check(metadata);
            return entries;
        } catch (PurgedDocumentException some) {
            Set<String> documents =
                    purgedAmong(metadata.stream().map(EntryMetadata::docId).collect(Collectors.toSet()));
            return entries.stream()
                    .filter(entry -> !documents.contains(entry.metadata().docId()))
                    .toList();
        }
    }
}
