package io.blindhop.store.dynamo.codec;

import io.blindhop.protocol.Bytes;
import java.util.Base64;

/** An Ed25519 key in the PEM form that every client writes takes 32 bytes; any other text is kept as it is. */
final class PublicKeyText {
    private static final String HEADER = "-----BEGIN PUBLIC KEY-----\n";
    private static final String FOOTER = "\n-----END PUBLIC KEY-----";
    private static final Bytes SPKI_PREFIX = Bytes.fromHex("302a300506032b6570032100");
    private static final int SPKI_LENGTH = 44;
    private static final int VERBATIM = 0;
    private static final int ED25519 = 1;

    private PublicKeyText() {}

    static void write(String pem, ByteWriter out) {
        Bytes spki = canonicalSpki(pem);
        if (spki.isEmpty()) {
            out.octet(VERBATIM);
            out.text(pem);
        } else {
            out.octet(ED25519);
            out.raw(spki.slice(SPKI_PREFIX.length(), SPKI_LENGTH - SPKI_PREFIX.length())
                    .toArray());
        }
    }

    static String read(ByteReader in) {
        return in.octet() == VERBATIM
                ? in.text()
                : format(in.raw(SPKI_LENGTH - SPKI_PREFIX.length()).toArray());
    }

    private static Bytes canonicalSpki(String pem) {
        if (!pem.startsWith(HEADER) || !pem.endsWith(FOOTER) || pem.length() < HEADER.length() + FOOTER.length()) {
            return Bytes.empty();
        }
        try {
            Bytes spki = Bytes.wrap(
                    Base64.getDecoder().decode(pem.substring(HEADER.length(), pem.length() - FOOTER.length())));
            boolean canonical = spki.length() == SPKI_LENGTH
                    && spki.slice(0, SPKI_PREFIX.length()).equals(SPKI_PREFIX)
                    && format(spki.slice(SPKI_PREFIX.length(), SPKI_LENGTH - SPKI_PREFIX.length())
                                    .toArray())
                            .equals(pem);
            return canonical ? spki : Bytes.empty();
        } catch (IllegalArgumentException notBase64) {
            return Bytes.empty();
        }
    }

    private static String format(byte[] key) {
        byte[] spki = new byte[SPKI_LENGTH];
        System.arraycopy(SPKI_PREFIX.toArray(), 0, spki, 0, SPKI_PREFIX.length());
        System.arraycopy(key, 0, spki, SPKI_PREFIX.length(), key.length);
        return HEADER + Base64.getEncoder().encodeToString(spki) + FOOTER;
    }
}
