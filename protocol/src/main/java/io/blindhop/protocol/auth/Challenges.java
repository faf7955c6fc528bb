package io.blindhop.protocol.auth;

import io.blindhop.protocol.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Challenges of a server that remembers nothing: everything is in the text, under a code that only the server can make.
 * An anonymous caller can therefore ask for any number of them without filling anything.
 *
 * <p>Guarantees: a text matches {@code [A-Za-z0-9._-]{16,2048}}; it is accepted for five minutes, in its realm only. That
 * it is used once is for {@link Nonces} to see to, after the signature has been verified.
 */
public final class Challenges {
    public static final Duration LIFETIME = Duration.ofMinutes(5);
    /** UTF-16 units; a longer name or key does not fit into a challenge. An Ed25519 PEM has 113. */
    public static final int MAX_USERNAME = 256;

    public static final int MAX_KEY = 512;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{16,2048}");
    private static final String VERSION = "c1";
    private static final int NONCE_BYTES = 16;

    private final MasterSecrets secrets;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Whether a text has the form of a challenge, ours or a stock server's. Nobody of us signs another one: the signed bytes of
     * an entry, a receipt or a message of signaling do not have it, so none of these can be had as a challenge.
     */
    public static boolean isSignable(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** @param random must be unpredictable, such as a {@code SecureRandom} */
    public Challenges(MasterSecrets secrets, InstantSource clock, RandomGenerator random) {
        this.secrets = secrets;
        this.clock = clock;
        this.random = random;
    }

    /**
     * @throws IllegalArgumentException if the name has more than {@value #MAX_USERNAME} or the key more than
     *     {@value #MAX_KEY} UTF-16 units, or the key is not ASCII; such a key is no Ed25519 PEM
     */
    public String issue(Realm realm, Optional<String> username, Optional<String> signingPublicKey) {
        username.ifPresent(name -> requireAtMost("username", name, MAX_USERNAME));
        signingPublicKey.ifPresent(key -> {
            requireAtMost("signing key", key, MAX_KEY);
            if (key.chars().anyMatch(c -> c > 0x7F)) {
                throw new IllegalArgumentException("The signing key is not a PEM: it is not ASCII");
            }
        });
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Bytes content = new FieldWriter()
                .number(clock.instant().plus(LIFETIME).toEpochMilli())
                .text(UrlBase64.encode(Bytes.wrap(nonce)))
                .optional(username)
                .optional(signingPublicKey)
                .bytes();
        String signed = VERSION + "." + UrlBase64.encode(content);
        return signed + "." + UrlBase64.encode(keys(realm).sign(Bytes.utf8(signed)));
    }

    /** Checks a text that was sent as a challenge. Nothing of it is read before its code has been verified. */
    public ChallengeCheck check(Realm realm, String text) {
        if (!SHAPE.matcher(text).matches()) {
            return new ChallengeCheck.Unknown();
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            return new ChallengeCheck.Unknown();
        }
        Optional<Bytes> content = UrlBase64.decode(parts[1]);
        Optional<Bytes> mac = UrlBase64.decode(parts[2]);
        Bytes signed = Bytes.utf8(parts[0] + "." + parts[1]);
        if (content.isEmpty() || mac.isEmpty() || !keys(realm).verify(signed, mac.get())) {
            return new ChallengeCheck.Unknown();
        }
        FieldReader fields = new FieldReader(content.get());
        Instant expiresAt = Instant.ofEpochMilli(fields.number());
        if (clock.instant().isAfter(expiresAt)) {
            return new ChallengeCheck.Expired();
        }
        String nonce = fields.text();
        return new ChallengeCheck.Valid(new Challenge(fields.optional(), fields.optional(), nonce, expiresAt));
    }

    private SecretKeys keys(Realm realm) {
        return secrets.keys("challenge", realm);
    }

    private static void requireAtMost(String what, String text, int limit) {
        if (text.length() > limit) {
            throw new IllegalArgumentException(
                    "The " + what + " must be at most " + limit + " characters (received " + text.length() + ")");
        }
    }
}
