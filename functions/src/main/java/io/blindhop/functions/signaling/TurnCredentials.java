package io.blindhop.functions.signaling;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A name and a password that end by themselves, as {@code use-auth-secret} of coturn wants them.
 *
 * @param username {@code <end in seconds since 1970>:<random>}
 * @param credential base64 of HMAC-SHA-1 of the name under the shared secret
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00">A REST API for access to TURN</a>
 */
record TurnCredentials(String username, String credential) {
    private static final int RANDOM_BYTES = 12;

    static TurnCredentials issue(String secret, Instant end, RandomGenerator random) {
        byte[] some = new byte[RANDOM_BYTES];
        random.nextBytes(some);
        return named(
                secret,
                end.getEpochSecond() + ":"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(some));
    }

    static TurnCredentials named(String secret, String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            byte[] code = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
            return new TurnCredentials(username, Base64.getEncoder().encodeToString(code));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-1", e);
        }
    }
}
