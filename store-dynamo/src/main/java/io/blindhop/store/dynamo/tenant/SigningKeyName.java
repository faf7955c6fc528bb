package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;

/** How rows name a signing key. */
public final class SigningKeyName {
    private static final int HEX_DIGITS = 32;

    private SigningKeyName() {}

    /** Of the key without its white space: look-ups do not depend on how a PEM is broken into lines. */
    public static String of(String pem) {
        return ContentHash.of(Bytes.utf8(pem.replaceAll("\\s", ""))).substring(0, HEX_DIGITS);
    }
}
