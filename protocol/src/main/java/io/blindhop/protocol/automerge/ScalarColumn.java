package io.blindhop.protocol.automerge;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.automerge.DocumentValue.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The values of operations: a column of type and length, and one of the bytes. */
final class ScalarColumn {
    private static final DocumentValue NULL = new DocumentValue.Null();
    private static final DocumentValue[] ASCII = new DocumentValue[128];

    static {
        for (int i = 0; i < ASCII.length; i++) {
            ASCII[i] = new Text(String.valueOf((char) i));
        }
    }

    private final NumberColumn metadata;
    private final ByteCursor raw;
    private boolean counter;

    ScalarColumn(ByteCursor metadata, ByteCursor raw) {
        this.metadata = NumberColumn.unsigned(metadata);
        this.raw = raw;
    }

    /** Whether what {@link #next} returned last is the start of a counter. */
    boolean isCounter() {
        return counter;
    }

    DocumentValue next() {
        counter = false;
        if (!metadata.next()) {
            return NULL;
        }
        long length = metadata.value() >>> 4;
        if (length > raw.remaining()) {
            throw new MalformedChunkException(
                    "a value has " + length + " bytes, its column has " + raw.remaining() + " left");
        }
        ByteCursor data = raw.take((int) length);
        int type = (int) (metadata.value() & 15);
        counter = type == 8;
        return switch (type) {
            case 0 -> NULL;
            case 1 -> new DocumentValue.Flag(false);
            case 2 -> new DocumentValue.Flag(true);
            case 3 -> unsigned(data.unsigned());
            case 4, 8 -> new DocumentValue.Whole(data.signed());
            case 5 -> real(data);
            case 6 -> text(data);
            case 9 -> new DocumentValue.Timestamp(data.signed());
            default -> new DocumentValue.Binary(Bytes.wrap(data.toArray()));
        };
    }

    private static DocumentValue unsigned(long value) {
        return value >= 0
                ? new DocumentValue.Whole(value)
                : new DocumentValue.Real(Double.parseDouble(Long.toUnsignedString(value)));
    }

    private static DocumentValue real(ByteCursor data) {
        if (data.remaining() != 8) {
            throw new MalformedChunkException("a floating point number has " + data.remaining() + " bytes, not 8");
        }
        return new DocumentValue.Real(
                ByteBuffer.wrap(data.toArray()).order(ByteOrder.LITTLE_ENDIAN).getDouble());
    }

    private static DocumentValue text(ByteCursor data) {
        // Texts are one operation per character: most values of a document are one of these.
        if (data.remaining() == 1) {
            int only = data.fork().octet();
            if (only < ASCII.length) {
                return ASCII[only];
            }
        }
        return new Text(data.utf8());
    }
}
