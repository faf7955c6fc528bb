package io.blindhop.functions.http;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict percent decoding: a broken escape or a byte sequence that is not UTF-8 is an error, never a guess. */
final class PercentCoding {
    private PercentCoding() {}

    /** @throws HttpError 400 */
    static String decode(String text, boolean plusIsSpace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(escape(text, i));
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes.write(' ');
            } else if (c <= ' ' || c >= 0x7f) {
                throw HttpError.badRequest("The request target contains a character that must be percent-encoded");
            } else {
                bytes.write(c);
            }
        }
        try {
            ByteBuffer decoded = Bytes.wrap(bytes.toByteArray()).asByteBuffer();
            return StandardCharsets.UTF_8.newDecoder().decode(decoded).toString();
        } catch (CharacterCodingException e) {
            throw HttpError.badRequest("The request target contains an escape that is not UTF-8");
        }
    }

    private static int escape(String text, int percent) {
        if (percent + 2 < text.length()) {
            int high = hex(text.charAt(percent + 1));
            int low = hex(text.charAt(percent + 2));
            if (high >= 0 && low >= 0) {
                return high << 4 | low;
            }
        }
        throw HttpError.badRequest("The request target contains a broken percent escape");
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
