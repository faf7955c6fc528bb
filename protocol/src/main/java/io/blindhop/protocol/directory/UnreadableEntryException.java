package io.blindhop.protocol.directory;

/** An entry of the administrator that cannot be decrypted or decoded. */
final class UnreadableEntryException extends Exception {
    UnreadableEntryException(String message) {
        super(message);
    }

    UnreadableEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
