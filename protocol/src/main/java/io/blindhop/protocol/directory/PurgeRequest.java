package io.blindhop.protocol.directory;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import java.util.Optional;
import java.util.Set;

/**
 * The administrator's order to remove documents with their whole history from one database (protocol 4.5, 5.10).
 *
 * <p>The directory itself is not purged on such an order: what is in force is derived from its history.
 */
public record PurgeRequest(DatabaseId dbId, Set<String> docIds) {
    public PurgeRequest {
        docIds = Set.copyOf(docIds);
    }

    /** The order that a document states; empty for a document of another kind, a deleted or a senseless one. */
    public static Optional<PurgeRequest> of(DirectoryDocument document) {
        if (!(document instanceof DirectoryDocument.Live(String docId, MapValue root))
                || !root.text("type").equals(Optional.of("dochistorypurge"))) {
            return Optional.empty();
        }
        Set<String> docIds = root.list("docIds").map(GrantKeys::texts).orElse(Set.of());
        return root.text("dbId")
                .flatMap(PurgeRequest::database)
                .filter(dbId -> !dbId.equals(DatabaseId.DIRECTORY))
                .map(dbId -> new PurgeRequest(dbId, docIds));
    }

    private static Optional<DatabaseId> database(String text) {
        try {
            return Optional.of(new DatabaseId(text));
        } catch (IllegalArgumentException noSuchDatabaseCanBe) {
            return Optional.empty();
        }
    }
}
