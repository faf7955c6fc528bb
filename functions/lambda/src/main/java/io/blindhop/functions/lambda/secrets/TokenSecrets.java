package io.blindhop.functions.lambda.secrets;

import io.blindhop.protocol.auth.MasterSecret;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * The master secrets in force. They are looked at again when the last look was long enough ago by the clock on the wall, so
 * a copy that was frozen for hours looks before it uses them.
 */
public final class TokenSecrets implements Supplier<List<MasterSecret>> {
    static final Duration LOOK_EVERY = Duration.ofMinutes(5);
    /** For how long what was read is good enough while Secrets Manager does not answer. */
    static final Duration GOOD_FOR = Duration.ofHours(1);

    private static final System.Logger LOG = System.getLogger(TokenSecrets.class.getName());

    private final SecretStore store;
    private final String name;
    private final InstantSource clock;
    private volatile Read last;

    private record Read(TokenSecretDocument document, Instant at) {
        boolean isOlder(Duration age, Instant now) {
            return Duration.between(at, now).abs().compareTo(age) >= 0;
        }
    }

    /** Reads them. @throws StoreUnavailableException if they cannot be read now, or do not exist yet */
    public static TokenSecrets open(SecretStore store, String name, InstantSource clock) {
        return new TokenSecrets(store, name, clock);
    }

    private TokenSecrets(SecretStore store, String name, InstantSource clock) {
        this.store = store;
        this.name = name;
        this.clock = clock;
        this.last = read();
    }

    @Override
    public List<MasterSecret> get() {
        return document().inForce(clock.instant());
    }

    /** The secret as it was when it was looked at last. @throws StoreUnavailableException if that was too long ago */
    public TokenSecretDocument document() {
        Instant now = clock.instant();
        Read known = last;
        if (known.isOlder(LOOK_EVERY, now)) {
            known = looked(known, now);
        }
        return known.document();
    }

    private Read looked(Read known, Instant now) {
        try {
            Read fresh = read();
            last = fresh;
            return fresh;
        } catch (StoreUnavailableException e) {
            if (known.isOlder(GOOD_FOR, now)) {
                throw e;
            }
            LOG.log(Level.WARNING, "The secret for tokens cannot be read again now; what was read before counts", e);
            return known;
        }
    }

    private Read read() {
        Instant now = clock.instant();
        String text = store.read(name)
                .orElseThrow(() -> new StoreUnavailableException(
                        "The secret for tokens is empty: invoke the maintenance function to initialise it"));
        return new Read(TokenSecretDocument.read(text), now);
    }
}
