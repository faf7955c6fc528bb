package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Takes a framed body apart (see {@link BinaryFrames}). A length is checked against its limit, and against what is left
 * of a body in memory, before anything is allocated.
 *
 * <p>Every method throws {@link MalformedRequestException} with the offset if the body ends inside a part, and
 * {@link LimitExceededException} for a part that is too large.
 */
public final class FrameReader {
    static final int MAX_HEADER = 64 * 1024;
    static final int MAX_METADATA = 4 * 1024 * 1024;
    static final int MAX_PAYLOAD = 256 * 1024 * 1024;

    private final Source source;
    private final int maxPayload;
    private long offset;

    private FrameReader(Source source, int maxPayload) {
        this.source = source;
        this.maxPayload = maxPayload;
    }

    /** One entry: both parts are views of the body if the body is in memory. */
    public record Frame(Bytes metadata, Bytes payload) {}

    private interface Source {
        /** The next bytes, fewer only if the body ends before. */
        Bytes take(int count) throws IOException;
    }

    /** Reads a body in memory, without copying any of it. */
    public static FrameReader of(Bytes body) {
        int[] at = {0};
        return new FrameReader(
                count -> {
                    Bytes part = body.slice(at[0], Math.min(count, body.length() - at[0]));
                    at[0] += part.length();
                    return part;
                },
                MAX_PAYLOAD);
    }

    /** Reads a body as it arrives, holding one part at a time. The stream stays open. */
    public static FrameReader of(InputStream body) {
        return of(body, MAX_PAYLOAD);
    }

    /** @param maxPayload bytes of one payload */
    public static FrameReader of(InputStream body, int maxPayload) {
        return new FrameReader(count -> Bytes.wrap(body.readNBytes(count)), maxPayload);
    }

    /** The JSON of the header. To be called first. */
    public Bytes header() throws IOException {
        return part("header", MAX_HEADER);
    }

    /** The next entry; empty at the end of the body. */
    public Optional<Frame> next() throws IOException {
        Bytes length = source.take(Integer.BYTES);
        if (length.isEmpty()) {
            return Optional.empty();
        }
        Bytes metadata = part(length, "entry metadata", MAX_METADATA);
        return Optional.of(new Frame(metadata, part("entry payload", maxPayload)));
    }

    private Bytes part(String what, int limit) throws IOException {
        return part(source.take(Integer.BYTES), what, limit);
    }

    private Bytes part(Bytes lengthBytes, String what, int limit) throws IOException {
        if (lengthBytes.length() < Integer.BYTES) {
            throw truncated(what + " length", Integer.BYTES, lengthBytes.length());
        }
        offset += Integer.BYTES;
        long length = Integer.toUnsignedLong(lengthBytes.asByteBuffer().getInt());
        if (length > limit) {
            throw LimitExceededException.text(what + " at byte " + offset, length, limit);
        }
        Bytes part = source.take((int) length);
        if (part.length() < length) {
            throw truncated(what, length, part.length());
        }
        offset += length;
        return part;
    }

    private MalformedRequestException truncated(String what, long expected, int found) {
        return new MalformedRequestException("The body ends inside the " + what + " at byte " + offset + ": " + expected
                + " bytes expected, " + found + " there");
    }
}
