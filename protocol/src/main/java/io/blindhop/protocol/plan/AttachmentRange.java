package io.blindhop.protocol.plan;

/**
 * A part of an attachment. All positions are plaintext bytes.
 *
 * @param lastChunkId where the way to the other chunks begins
 * @param attachmentSize as the document claims it
 */
public record AttachmentRange(String lastChunkId, long attachmentSize, long startByte, long endByteExclusive) {}
