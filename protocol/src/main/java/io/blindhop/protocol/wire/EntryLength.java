package io.blindhop.protocol.wire;

import io.blindhop.protocol.entry.StoredEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How many bytes one entry takes in an answer with payloads (protocol 3.3.3, 3.4), before its payload is read. */
public final class EntryLength {
    private static final int TAG = 16;
    private static final int IV = 12;
    private static final int IV_MEMBER = ",\"iv\":\"\"".length() + IV / 3 * 4;
    /** Two bytes for the length, an RSA ciphertext of the shortest key, the IV. */
    private static final int HYBRID = 2 + 256 + IV;

    private EntryLength() {}

    /** In the frames of {@code getEntriesBinary}, exactly. */
    public static long framed(StoredEntry entry, long payloadBytes) {
        return 2L * Integer.BYTES + metadata(entry) + IV_MEMBER + payloadBytes + TAG;
    }

    /** In the JSON of {@code getEntries} with a session key, exactly, without the comma between two. */
    public static long inSession(StoredEntry entry, long payloadBytes) {
        return metadata(entry) + IV_MEMBER + ",\"sessionEncryptedPayload\":\"\"".length() + base64(payloadBytes + TAG);
    }

    /** In the JSON of {@code getEntries} without a session key, at least. */
    public static long inHybrid(StoredEntry entry, long payloadBytes) {
        return metadata(entry) + ",\"rsaEncryptedPayload\":\"\"".length() + base64(HYBRID + payloadBytes + TAG);
    }

    /** In compressed JSON, at least: no coding makes ciphertext shorter. */
    public static long compressed(long payloadBytes) {
        return payloadBytes + TAG;
    }

    private static long base64(long bytes) {
        return (bytes + 2) / 3 * 4;
    }

    private static int metadata(StoredEntry entry) {
        ByteArrayOutputStream json = new ByteArrayOutputStream(1024);
        try {
            JsonOut.object(json, gen -> EntryJson.writeMembers(gen, entry));
        } catch (IOException e) {
            throw new UncheckedIOException("an array does not fail", e);
        }
        return json.size();
    }
}
