package io.blindhop.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64 as the reference's {@code atob} takes it: ASCII white space is skipped, padding may be missing. */
final class LenientBase64 {
    private LenientBase64() {}

    static byte[] decode(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Base64.getDecoder().decode(ascii);
        } catch (IllegalArgumentException withWhiteSpace) {
            byte[] dense = new byte[ascii.length];
            int n = 0;
            for (byte b : ascii) {
                if (b != ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                    dense[n++] = b;
                }
            }
            return Base64.getDecoder().decode(java.util.Arrays.copyOf(dense, n));
        }
    }
}
