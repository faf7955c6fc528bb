package io.blindhop.protocol.plan;

import io.blindhop.protocol.entry.EntryMetadata;
import io.blindhop.protocol.plan.AttachmentReadPlan.ChunkPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Finds the chunks of an attachment by walking from its last chunk towards the first (protocol 5.8). */
public final class AttachmentReadPlanner {
    /** Chunks that one plan looks at: 25 GiB of chunks as clients write them. */
    public static final int MAX_CHUNKS = 100_000;

    private AttachmentReadPlanner() {}

    /**
     * The same for a part of which both ends are known.
     *
     * @param metadata looks one id up in the attachment store
     */
    public static AttachmentReadPlan plan(AttachmentRange range, Function<String, Optional<EntryMetadata>> metadata) {
        return plan(
                range.lastChunkId(),
                range.attachmentSize(),
                range.startByte(),
                OptionalLong.of(range.endByteExclusive()),
                metadata);
    }

    /**
     * @param attachmentSize as the document claims it
     * @param endByteExclusive by default the end of the attachment
     * @param metadata looks one id up in the attachment store
     * @throws InvalidRangeException if the range does not lie within the attachment
     * @throws BrokenAttachmentException if a chunk is missing, is not a chunk, or the sizes contradict each other, or after
     *     {@value #MAX_CHUNKS} chunks
     */
    public static AttachmentReadPlan plan(
            String lastChunkId,
            long attachmentSize,
            long startByte,
            OptionalLong endByteExclusive,
            Function<String, Optional<EntryMetadata>> metadata) {
        long end = endByteExclusive.orElse(attachmentSize);
        if (startByte < 0 || end < startByte) {
            throw new InvalidRangeException("Invalid byte range: [" + startByte + ", " + end + ")");
        }
        if (end > attachmentSize) {
            throw new InvalidRangeException("End byte " + end + " exceeds attachment size " + attachmentSize);
        }
        if (startByte == end) {
            return new AttachmentReadPlan(attachmentSize, startByte, end, List.of(), 0);
        }
        Deque<ChunkPlan> chunks = new ArrayDeque<>();
        Optional<String> current = Optional.of(lastChunkId);
        long chunkEnd = attachmentSize;
        for (int steps = 0; chunkEnd > startByte; steps++) {
            if (steps == MAX_CHUNKS) {
                throw new BrokenAttachmentException("Attachment of chunk " + lastChunkId
                        + " needs more than the limit of " + MAX_CHUNKS + " chunks: read a later range");
            }
            String id = current.orElseThrow(() -> new BrokenAttachmentException(
                    "Attachment chunk chain ended before covering declared attachment size " + attachmentSize));
            EntryMetadata chunk = chunk(id, metadata);
            long chunkStart = chunkEnd - chunk.originalSize().orElseThrow();
            if (chunkStart < 0) {
                throw new BrokenAttachmentException(
                        "Attachment chunk " + id + " exceeds declared attachment size " + attachmentSize);
            }
            if (chunkStart < end) {
                chunks.addFirst(new ChunkPlan(id, chunkStart, chunkEnd));
            }
            current = chunk.dependencyIds().stream().findFirst();
            chunkEnd = chunkStart;
        }
        long offset = startByte - chunks.getFirst().startByte();
        return new AttachmentReadPlan(attachmentSize, startByte, end, List.copyOf(chunks), offset);
    }

    private static EntryMetadata chunk(String id, Function<String, Optional<EntryMetadata>> metadata) {
        EntryMetadata chunk = metadata.apply(id)
                .orElseThrow(() -> new BrokenAttachmentException("Attachment chunk " + id + " not found in store"));
        if (!chunk.entryType().equals("attachment_chunk")) {
            throw new BrokenAttachmentException("Entry " + id + " is not an attachment chunk");
        }
        if (chunk.dependencyIds().size() > 1) {
            throw new BrokenAttachmentException("Attachment chunk " + id + " has unexpected dependency fanout");
        }
        if (chunk.originalSize().orElse(0) <= 0) {
            throw new BrokenAttachmentException("Attachment chunk " + id + " has no positive originalSize");
        }
        return chunk;
    }
}
