package io.blindhop.protocol.signature;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Builds the byte strings that are signed (protocol 1.8). All numbers are big-endian. */
public final class SigningBytes {
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);

    /** One byte: a layout version or the tag of a block. */
    public SigningBytes tag(int value) {
        out.write(value);
        return this;
    }

    /** Length of the UTF-8 encoding as u32, then the encoding. */
    public SigningBytes str(String text) {
        return lengthPrefixed(utf8(text));
    }

    public SigningBytes u32(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        return this;
    }

    public SigningBytes i64(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    /** Length as u32, then the bytes. */
    public SigningBytes lengthPrefixed(Bytes bytes) {
        return u32(bytes.length()).append(bytes);
    }

    public SigningBytes append(Bytes bytes) {
        out.writeBytes(bytes.toArray());
        return this;
    }

    public Bytes build() {
        return Bytes.wrap(out.toByteArray());
    }

    // Clients encode with TextEncoder, which writes U+FFFD for an unpaired surrogate where String.getBytes writes '?'.
    private static Bytes utf8(String text) {
        if (!Utf8.hasSurrogates(text)) {
            return Bytes.utf8(text);
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith(REPLACEMENT)
                    .encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return Bytes.wrap(bytes);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("UTF-8 with replacement encodes every string", e);
        }
    }
}
