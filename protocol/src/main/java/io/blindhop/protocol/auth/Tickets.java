package io.blindhop.protocol.auth;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tickets for the WebSocket of signaling, which remember nothing: everything is in the text, under a code that only the
 * server can make, so that asking for tickets fills nothing.
 *
 * <p>Guarantees: a text is base64url of at most {@value #MAX_LENGTH} characters, so that it can be a subprotocol; it is
 * accepted for {@link #LIFETIME}. That it is used once is for {@link Nonces} to see to. Whether the tenant still lives and the
 * device is in force is for the directory to say.
 */
public final class Tickets {
    public static final Duration LIFETIME = Duration.ofSeconds(60);
    public static final int MAX_LENGTH = 2048;
    /** UTF-16 units; a longer origin does not fit into a ticket. A host name has at most 253. */
    public static final int MAX_ORIGIN = 300;

    public static final int MAX_KEY = Challenges.MAX_KEY;

    private static final int NONCE_BYTES = 16;

    private final MasterSecrets secrets;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random must be unpredictable, such as a {@code SecureRandom} */
    public Tickets(MasterSecrets secrets, InstantSource clock, RandomGenerator random) {
        this.secrets = secrets;
        this.clock = clock;
        this.random = random;
    }

    /**
     * @throws IllegalArgumentException if the origin has more than {@value #MAX_ORIGIN} or the key more than {@value #MAX_KEY}
     *     UTF-16 units
     */
    public String issue(Realm.OfTenant realm, String deviceKey, Optional<String> origin) {
        requireAtMost("device key", deviceKey, MAX_KEY);
        origin.ifPresent(text -> requireAtMost("origin", text, MAX_ORIGIN));
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Bytes content = new FieldWriter()
                .number(clock.instant().plus(LIFETIME).toEpochMilli())
                .text(UrlBase64.encode(Bytes.wrap(nonce)))
                .text(realm.tenant().value())
                .text(realm.incarnation())
                .text(deviceKey)
                .optional(origin)
                .bytes();
        return UrlBase64.encode(
                new FieldWriter().raw(content).raw(keys().sign(content)).bytes());
    }

    /** The ticket, if it is ours and in force. Nothing of it is read before its code has been verified. */
    public Optional<Ticket> check(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return UrlBase64.decode(text)
                .filter(bytes -> bytes.length() > SecretKeys.MAC_BYTES)
                .filter(this::isOurs)
                .map(Tickets::read)
                .filter(ticket -> !clock.instant().isAfter(ticket.expiresAt()));
    }

    private boolean isOurs(Bytes bytes) {
        int length = bytes.length() - SecretKeys.MAC_BYTES;
        return keys().verify(bytes.slice(0, length), bytes.slice(length, SecretKeys.MAC_BYTES));
    }

    private static Ticket read(Bytes authentic) {
        FieldReader fields = new FieldReader(authentic);
        Instant expiresAt = Instant.ofEpochMilli(fields.number());
        String nonce = fields.text();
        Realm.OfTenant realm = new Realm.OfTenant(new TenantId(fields.text()), fields.text());
        return new Ticket(realm, fields.text(), fields.optional(), nonce, expiresAt);
    }

    private SecretKeys keys() {
        return secrets.keys("ticket-v1", new Realm.OfSignaling());
    }

    private static void requireAtMost(String what, String text, int limit) {
        if (text.length() > limit) {
            throw new IllegalArgumentException(
                    "The " + what + " must be at most " + limit + " characters (received " + text.length() + ")");
        }
    }
}
