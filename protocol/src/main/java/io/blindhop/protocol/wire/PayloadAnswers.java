package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.wire.SyncResponses.RsaEntry;
import io.blindhop.protocol.wire.SyncResponses.SessionEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the answers that have payloads (protocol 3.3.3, 3.4), one entry in memory at a time. Payloads are as they were
 * encrypted for the reader.
 *
 * <p>Every method throws {@link MalformedRequestException} or {@link LimitExceededException} for what is no such answer;
 * {@link IllegalArgumentException} for
 * base64 or JSON that is none. {@link IOException} is the stream's or the sink's.
 */
public final class PayloadAnswers {
    /** Of the JSON of one entry, beside its payload. */
    private static final int MAX_METADATA = FrameReader.MAX_METADATA;

    private PayloadAnswers() {}

    /**
     * {@code getEntriesBinary}: mode C.
     *
     * @param maxPayload bytes of one payload
     * @param key takes the wrapped session key before the first entry
     */
    public static void frames(InputStream body, int maxPayload, Consumer<Bytes> key, Feed.Sink<SessionEntry> sink)
            throws IOException {
        FrameReader frames = FrameReader.of(body, maxPayload);
        key.accept(BinaryFrames.sessionKey(frames.header()));
        for (Optional<FrameReader.Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            AnsweredEntry.WithPayload entry =
                    AnsweredEntry.withPayload(frame.get().metadata());
            sink.accept(new SessionEntry(
                    entry.entry().stored(),
                    required(entry, "iv", entry.iv()),
                    frame.get().payload()));
        }
    }

    /** {@code getEntries} with a session key: mode B. The key has to come before the entries. */
    public static void session(InputStream body, int maxPayload, Consumer<Bytes> key, Feed.Sink<SessionEntry> sink)
            throws IOException {
        boolean[] hasKey = {false};
        AnswerParts.read(
                body,
                base64(maxPayload),
                Map.of("entries", json -> {
                    if (!hasKey[0]) {
                        throw new MalformedRequestException("entries came before wrappedSessionKey");
                    }
                    AnsweredEntry.WithPayload entry = AnsweredEntry.withPayload(json);
                    sink.accept(new SessionEntry(
                            entry.entry().stored(),
                            required(entry, "iv", entry.iv()),
                            required(entry, "sessionEncryptedPayload", entry.sessionEncrypted())));
                }),
                (name, json) -> {
                    if (name.equals("wrappedSessionKey")) {
                        key.accept(base64(name, json));
                        hasKey[0] = true;
                    }
                });
        if (!hasKey[0]) {
            throw new MalformedRequestException("wrappedSessionKey is missing");
        }
    }

    /** {@code getEntries} without a session key: mode A. */
    public static void hybrid(InputStream body, int maxPayload, Feed.Sink<RsaEntry> sink) throws IOException {
        AnswerParts.read(
                body,
                base64(maxPayload),
                Map.of("entries", json -> {
                    AnsweredEntry.WithPayload entry = AnsweredEntry.withPayload(json);
                    sink.accept(new RsaEntry(
                            entry.entry().stored(), required(entry, "rsaEncryptedPayload", entry.rsaEncrypted())));
                }),
                (name, json) -> {});
    }

    private static int base64(int bytes) {
        return (int) Math.min(Integer.MAX_VALUE - 8L, bytes / 3 * 4L + MAX_METADATA);
    }

    private static Bytes base64(String name, Bytes json) {
        if (JsonText.parse(json.toUtf8()) instanceof JsonString(String text)) {
            return Bytes.fromBase64(text);
        }
        throw new MalformedRequestException(name + " must be a string");
    }

    private static Bytes required(AnsweredEntry.WithPayload entry, String name, Optional<Bytes> member) {
        return member.orElseThrow(
                () -> new MalformedRequestException("Entry " + entry.entry().id() + " has no " + name));
    }
}
