package io.blindhop.protocol.crypto;

import io.blindhop.protocol.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The name of a payload: SHA-256 of its bytes as 64 lowercase hex digits (protocol 1.3). */
public final class ContentHash {
    /** Characters of a content hash. */
    public static final int LENGTH = 64;

    private ContentHash() {}

    public static String of(Bytes payload) {
        MessageDigest digest = sha256();
        payload.updateTo(digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whether the text has the form of a content hash. */
    public static boolean isWellFormed(String text) {
        return text.length() == LENGTH && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
