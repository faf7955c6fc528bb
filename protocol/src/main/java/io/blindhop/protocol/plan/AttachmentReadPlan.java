package io.blindhop.protocol.plan;

import java.util.List;

/**
 * Which chunks hold a range of an attachment (protocol 5.8). All positions are plaintext bytes.
 *
 * @param chunks in the order of the file; none for an empty range
 * @param offsetInFirstChunk where the range begins within the first chunk
 */
public record AttachmentReadPlan(
        long attachmentSize, long startByte, long endByteExclusive, List<ChunkPlan> chunks, long offsetInFirstChunk) {
    public AttachmentReadPlan {
        chunks = List.copyOf(chunks);
    }

    /** The part of the attachment that one chunk holds. */
    public record ChunkPlan(String id, long startByte, long endByteExclusive) {
        public long originalSize() {
            return endByteExclusive - startByte;
        }
    }
}
