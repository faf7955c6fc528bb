package io.blindhop.store.dynamo.log;

/** An entry belongs to a document whose history was purged (protocol 5.10). Answered with 403. */
public final class PurgedDocumentException extends RuntimeException {
    public PurgedDocumentException(String entryId) {
        super("Entry " + entryId + " belongs to a purged document and may not be pushed", null, false, false);
    }
}
