package io.blindhop.protocol.wire;

import java.util.List;

/** Which chunks hold a range of an attachment (protocol 5.8). All sizes are plaintext bytes. */
public record AttachmentReadPlan(
        long attachmentSize, long startByte, long endByteExclusive, List<Chunk> chunks, long offsetInFirstChunk) {
    public AttachmentReadPlan {
        chunks = List.copyOf(chunks);
    }

    /** The place of one chunk in its attachment. */
    public record Chunk(String id, long startByte, long endByteExclusive, long originalSize) {}
}
