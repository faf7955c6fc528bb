package io.blindhop.functions.lambda.secrets;

import io.blindhop.protocol.store.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A secret that may be replaced while a function runs. It is looked at when it is first needed, and again when the last look
 * was long enough ago by the clock on the wall, so a copy that was frozen for hours looks before it uses it.
 *
 * @param <T> what is made of its text
 */
public final class WatchedSecret<T> implements Supplier<T> {
    static final Duration LOOK_EVERY = Duration.ofMinutes(5);
    /** For how long what was read is good enough while Secrets Manager does not answer. */
    static final Duration GOOD_FOR = Duration.ofHours(1);

    private static final System.Logger LOG = System.getLogger(WatchedSecret.class.getName());

    private final SecretStore store;
    private final String name;
    private final Function<String, T> read;
    private final String ifEmpty;
    private final InstantSource clock;
    private volatile Optional<Look<T>> last = Optional.empty();

    private record Look<T>(T value, Instant at) {
        boolean isOlder(Duration age, Instant now) {
            return Duration.between(at, now).abs().compareTo(age) >= 0;
        }
    }

    /**
     * @param read makes something of its text
     * @param ifEmpty says what to do about a secret that has none
     */
    public WatchedSecret(
            SecretStore store, String name, Function<String, T> read, String ifEmpty, InstantSource clock) {
        this.store = store;
        this.name = name;
        this.read = read;
        this.ifEmpty = ifEmpty;
        this.clock = clock;
    }

    /** As it was when it was looked at last. @throws StoreUnavailableException if that was too long ago, or never */
    @Override
    public T get() {
        Instant now = clock.instant();
        Optional<Look<T>> known = last.filter(look -> !look.isOlder(LOOK_EVERY, now));
        return known.orElseGet(() -> look(now)).value();
    }

    private Look<T> look(Instant now) {
        Optional<Look<T>> known = last.filter(look -> !look.isOlder(GOOD_FOR, now));
        try {
            Look<T> fresh = new Look<>(
                    store.read(name).map(read).orElseThrow(() -> new StoreUnavailableException(ifEmpty)), now);
            last = Optional.of(fresh);
            return fresh;
        } catch (StoreUnavailableException e) {
            if (known.isEmpty()) {
                throw e;
            }
            LOG.log(Level.WARNING, "A secret cannot be read again now; what was read before counts", e);
            return known.get();
        }
    }
}
