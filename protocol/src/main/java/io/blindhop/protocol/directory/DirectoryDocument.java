package io.blindhop.protocol.directory;

import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import java.util.Optional;

/** The state of one document of the tenant directory. */
public sealed interface DirectoryDocument {
    String docId();

    /** The grant that this document states; empty if it states none, is deleted or cannot be read. */
    default Optional<Grant> grant() {
        return this instanceof Live(String docId, MapValue root) ? Grant.of(docId, root) : Optional.empty();
    }

    /** A document in force. */
    record Live(String docId, MapValue root) implements DirectoryDocument {}

    /** A deleted document: it states nothing any more. */
    record Deleted(String docId) implements DirectoryDocument {}

    /**
     * The administrator wrote something that this server cannot read. It states nothing; whether that opens or closes
     * something is for the reader to decide, so it is not the same as an empty document.
     *
     * @param reason which entry, and what is wrong with it
     */
    record Unreadable(String docId, String reason) implements DirectoryDocument {}
}
