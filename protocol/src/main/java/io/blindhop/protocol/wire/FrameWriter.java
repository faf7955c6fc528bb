package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes the answer of {@code getEntriesBinary} (see {@link BinaryFrames}), one entry in memory at a time. */
public final class FrameWriter {
    private final OutputStream out;

    private FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes the header. The stream is neither flushed nor closed. */
    public static FrameWriter start(OutputStream out, Bytes wrappedSessionKey) throws IOException {
        FrameWriter writer = new FrameWriter(out);
        writer.part(json(gen -> {
            gen.writeStringField("format", BinaryFrames.GET_FORMAT);
            EntryJson.base64(gen, "wrappedSessionKey", wrappedSessionKey);
        }));
        return writer;
    }

    /** @param iv of the session encryption, 12 bytes */
    public void entry(StoredEntry entry, Bytes iv, Bytes sessionEncryptedPayload) throws IOException {
        part(json(gen -> {
            EntryJson.writeMembers(gen, entry);
            EntryJson.base64(gen, "iv", iv);
        }));
        part(sessionEncryptedPayload);
    }

    private void part(Bytes bytes) throws IOException {
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length()).array());
        bytes.writeTo(out);
    }

    private static Bytes json(JsonOut.Body members) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
        JsonOut.object(buffer, (JsonGenerator gen) -> members.write(gen));
        return Bytes.wrap(buffer.toByteArray());
    }
}
