package io.blindhop.protocol.crypto;

import io.blindhop.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Public keys as text (protocol 1.8.1):
 *
 * <pre>{@code
 * -----BEGIN PUBLIC KEY-----
 * MCowBQYDK2VwAyEAMMbhYCmq/xo8ay1+r6Hky271C+OUk1Bf0AcgBf3xl8U=
 * -----END PUBLIC KEY-----
 * }</pre>
 *
 * The text itself is signed, so a PEM that arrived is kept verbatim and never formatted again.
 */
public final class Pem {
    /** Longest PEM that is looked at, in UTF-16 units; RSA-8192 needs about 1,450. */
    public static final int MAX_LENGTH = 8192;

    private static final String HEADER = "-----BEGIN PUBLIC KEY-----";
    private static final String FOOTER = "-----END PUBLIC KEY-----";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private Pem() {}

    /**
     * The SPKI DER in the text; header, footer and white space are stripped wherever they are.
     *
     * @throws MalformedKeyException if the text is over {@value #MAX_LENGTH} characters, empty or not base64
     */
    public static Bytes parse(String pem) {
        if (pem.length() > MAX_LENGTH) {
            throw new MalformedKeyException(
                    "public key PEM has " + pem.length() + " characters, the limit is " + MAX_LENGTH);
        }
        String base64 = withoutWhiteSpace(pem.replace(HEADER, "").replace(FOOTER, ""));
        if (base64.isEmpty()) {
            throw new MalformedKeyException("public key PEM has no content");
        }
        try {
            return Bytes.fromBase64(base64);
        } catch (IllegalArgumentException e) {
            throw new MalformedKeyException("public key PEM is not base64 between its header and footer", e);
        }
    }

    /** The text that MindooDB clients write: lines of 64 characters, no newline at the end. */
    public static String format(Bytes spki) {
        String body = new String(LINES.encode(spki.toArray()), StandardCharsets.US_ASCII);
        return HEADER + "\n" + body + "\n" + FOOTER;
    }

    /** Whether two PEM texts are equal but for white space. */
    public static boolean sameKey(String a, String b) {
        return a.equals(b) || withoutWhiteSpace(a).equals(withoutWhiteSpace(b));
    }

    private static String withoutWhiteSpace(String text) {
        StringBuilder dense = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                dense.append(text.charAt(i));
            }
        }
        return dense.toString();
    }
}
