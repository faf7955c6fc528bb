package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.entry.EntryMetadata;
import java.util.Collection;
import java.util.Set;

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
     * Those of the documents that are known to be purged: their payloads may be gone while rows still name them.
     *
     * @throws io.blindhop.protocol.store.StoreUnavailableException if none is known to be, and it is not certain that all
     *     purges are known
     */
    default Set<String> purgedAmong(Set<String> docIds) {
        return Set.of();
    }
}
