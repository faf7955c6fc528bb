package io.blindhop.protocol.directory;

import io.blindhop.protocol.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * How names appear in the directory of one tenant (protocol 4.4): as lowercase hex SHA-256, in three schemes over time.
 * Names differ by more than case and Unicode form: {@code CN=a/O=b} and {@code a/b} are two people.
 */
public record UsernameHash(String tenantId) {
    public UsernameHash {
        Objects.requireNonNull(tenantId, "tenantId");
    }

    /** The oldest scheme, the same in every tenant. */
    public static String v1(String name) {
        return sha256(name.toLowerCase(Locale.ROOT));
    }

    public String v2(String name) {
        return sha256(tenantId + "/" + name.toLowerCase(Locale.ROOT));
    }

    /** What is written today. */
    public String v3(String name) {
        return sha256(tenantId + "/"
                + Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    }

    /** Under what hashes a name may have been written; one or two of them are often equal. */
    public Set<String> schemes(String name) {
        return new LinkedHashSet<>(java.util.List.of(v1(name), v2(name), v3(name)));
    }

    /** What a login name matches: its hashes, and itself, because a name that was found by key <em>is</em> a hash. */
    public Set<String> candidates(String name) {
        Set<String> candidates = schemes(name);
        candidates.add(name);
        return candidates;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Bytes.utf8(text).updateTo(digest);
            return Bytes.wrap(digest.digest()).toHex();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
