package io.blindhop.protocol.entry;

/**
 * One attachment of a document as its author signed it (protocol 1.8.2).
 *
 * @param lastChunkId entry id of the attachment's last chunk, from which the others are reached
 * @param size plaintext bytes
 */
public record AttachmentRef(String attachmentId, String lastChunkId, long size) {}
