package io.blindhop.protocol.policy;

import io.blindhop.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The fixed ids of access-control documents (protocol 4.5): a prefix and an encoded name. {@code a-z} and {@code 0-9} stand
 * for themselves, every other byte of UTF-8 is {@code _} and two hex digits: {@code Sales} is {@code _53ales}.
 */
public final class AclId {
    public static final String DEFAULT_POLICY = "acl_defaultpolicy";

    private static final String ANY = "acl_";
    private static final String DATABASE_POLICY = "acl_dbpolicy_";
    private static final String RULE = "acl_rule_";
    static final String TRUSTED_WITNESS = "acl_trustedwitness_";
    private static final String KEY_DISTRIBUTION = "acl_keydistribution_";
    private static final Pattern ENCODED = Pattern.compile("(?:[a-z0-9]|_[0-9a-f]{2})*");

    private AclId() {}

    public static String databasePolicy(String dbId) {
        return DATABASE_POLICY + encode(dbId);
    }

    public static String rule(String ruleId) {
        return RULE + encode(ruleId);
    }

    public static String keyDistribution(String keyId) {
        return KEY_DISTRIBUTION + encode(keyId);
    }

    /** The database whose policy has this id. */
    public static Optional<String> databaseOf(String docId) {
        return nameAfter(DATABASE_POLICY, docId);
    }

    /** The key whose distribution has this id. */
    public static Optional<String> keyOf(String docId) {
        return nameAfter(KEY_DISTRIBUTION, docId);
    }

    public static boolean isRule(String docId) {
        return docId.startsWith(RULE);
    }

    /** Whether deleting the document leaves it in force: true of policies. */
    public static boolean outlivesDeletion(String docId) {
        return docId.equals(DEFAULT_POLICY) || docId.startsWith(DATABASE_POLICY);
    }

    /** Whether the id is of an access-control document that tells a server nothing about access, such as purge requests. */
    public static boolean isForClients(String docId) {
        return docId.startsWith(ANY)
                && !outlivesDeletion(docId)
                && !isRule(docId)
                && !docId.startsWith(TRUSTED_WITNESS)
                && !docId.startsWith(KEY_DISTRIBUTION);
    }

    static String encode(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
            encoded.append(plain ? String.valueOf((char) b) : "_%02x".formatted(b & 0xff));
        }
        return encoded.toString();
    }

    private static Optional<String> nameAfter(String prefix, String docId) {
        String encoded = docId.startsWith(prefix) ? docId.substring(prefix.length()) : "";
        if (encoded.isEmpty() || !ENCODED.matcher(encoded).matches()) {
            return Optional.empty();
        }
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '_') {
                hex.append(encoded, i + 1, i + 3);
                i += 2;
            } else {
                hex.append("%02x".formatted((int) encoded.charAt(i)));
            }
        }
        return Optional.of(Bytes.fromHex(hex.toString()).toUtf8());
    }
}
