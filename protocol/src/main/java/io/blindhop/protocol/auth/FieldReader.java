package io.blindhop.protocol.auth;

import io.blindhop.protocol.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads what {@link FieldWriter} wrote. Only for bytes whose authenticity has been checked. */
final class FieldReader {
    private final Bytes bytes;
    private final ByteBuffer fields;

    FieldReader(Bytes authentic) {
        this.bytes = authentic;
        this.fields = authentic.asByteBuffer();
    }

    String text() {
        int length = Short.toUnsignedInt(fields.getShort());
        int start = bytes.length() - fields.remaining();
        fields.position(fields.position() + length);
        return bytes.slice(start, length).toUtf8();
    }

    Optional<String> optional() {
        return fields.get() == 1 ? Optional.of(text()) : Optional.empty();
    }

    long number() {
        return fields.getLong();
    }
}
