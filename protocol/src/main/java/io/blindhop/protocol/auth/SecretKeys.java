package io.blindhop.protocol.auth;

import io.blindhop.protocol.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 with the derived keys of one use in one realm, newest first. */
final class SecretKeys {
    static final int MAC_BYTES = 32;

    private final List<Bytes> newestFirst;

    SecretKeys(List<Bytes> newestFirst) {
        this.newestFirst = newestFirst;
    }

    Bytes sign(Bytes message) {
        return hmac(newestFirst.getFirst().toArray(), message);
    }

    /** Whether any key made this code. Takes the same time whichever one did, and for every wrong code. */
    boolean verify(Bytes message, Bytes mac) {
        boolean valid = false;
        for (Bytes key : newestFirst) {
            valid |= MessageDigest.isEqual(hmac(key.toArray(), message).toArray(), mac.toArray());
        }
        return valid;
    }

    static Bytes hmac(byte[] key, Bytes message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(message.asByteBuffer());
            return Bytes.wrap(mac.doFinal());
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
