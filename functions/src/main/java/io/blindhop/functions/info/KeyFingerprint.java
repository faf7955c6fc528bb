package io.blindhop.functions.info;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;

/** A short name of a key that tells nothing about it: {@code 85:34:7b:3d:10:3b:b1:2e} (protocol 3.7). */
final class KeyFingerprint {
    private static final int HEX_DIGITS = 16;

    private KeyFingerprint() {}

    static String of(Bytes key) {
        String hex = ContentHash.of(key).substring(0, HEX_DIGITS);
        return String.join(":", hex.split("(?<=\\G..)"));
    }
}
