package io.blindhop.protocol.auth;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Fields one after the other, each text after its length of 16 bits, so that no two lists of fields look the same. */
final class FieldWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    FieldWriter text(String text) {
        byte[] utf8 = Bytes.utf8(text).toArray();
        if (utf8.length > 0xFFFF) {
            throw new IllegalArgumentException("A field has at most 65535 bytes, this one " + utf8.length);
        }
        out.writeBytes(ByteBuffer.allocate(2).putShort((short) utf8.length).array());
        out.writeBytes(utf8);
        return this;
    }

    FieldWriter optional(Optional<String> text) {
        out.write(text.isPresent() ? 1 : 0);
        return text.isPresent() ? text(text.get()) : this;
    }

    FieldWriter number(long number) {
        out.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
        return this;
    }

    /** Bytes without their length: only where nothing else can be in their place. */
    FieldWriter raw(Bytes bytes) {
        out.writeBytes(bytes.toArray());
        return this;
    }

    Bytes bytes() {
        return Bytes.wrap(out.toByteArray());
    }
}
