package io.blindhop.infra.embedded;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.table.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The attributes of an item as one column: for each a name, a type ({@code S}, {@code N} or {@code B}) and a value.
 * Names, texts and bytes follow their length in four bytes, numbers are eight bytes, big end first.
 */
final class AttributeCodec {
    private AttributeCodec() {}

    static byte[] encode(Map<String, Value> attributes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Map.Entry<String, Value> attribute : attributes.entrySet()) {
                write(out, Bytes.utf8(attribute.getKey()));
                switch (attribute.getValue()) {
                    case Value.Text text -> {
                        out.writeByte('S');
                        write(out, Bytes.utf8(text.value()));
                    }
                    case Value.Whole whole -> {
                        out.writeByte('N');
                        out.writeLong(whole.value());
                    }
                    case Value.Binary binary -> {
                        out.writeByte('B');
                        write(out, binary.value());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws CorruptStoreException if the column is not what {@link #encode} makes */
    static Map<String, Value> decode(byte[] column) {
        Map<String, Value> attributes = new HashMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(column))) {
            while (in.available() > 0) {
                String name = new String(read(in), StandardCharsets.UTF_8);
                byte type = in.readByte();
                attributes.put(
                        name,
                        switch (type) {
                            case 'S' -> new Value.Text(new String(read(in), StandardCharsets.UTF_8));
                            case 'N' -> new Value.Whole(in.readLong());
                            case 'B' -> new Value.Binary(Bytes.wrap(read(in)));
                            default -> throw new IOException("type " + type);
                        });
            }
        } catch (IOException e) {
            throw new CorruptStoreException("a row of the table file cannot be read: " + e.getMessage());
        }
        return attributes;
    }

    private static void write(DataOutputStream out, Bytes bytes) throws IOException {
        out.writeInt(bytes.length());
        bytes.writeTo(out);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("length " + length + " of " + in.available());
        }
        return in.readNBytes(length);
    }
}
