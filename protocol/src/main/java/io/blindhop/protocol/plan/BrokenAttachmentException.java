package io.blindhop.protocol.plan;

/** The chunks of an attachment do not add up. The message names the chunk and what is wrong with it. */
public final class BrokenAttachmentException extends RuntimeException {
    public BrokenAttachmentException(String message) {
        super(message);
    }
}
