package io.blindhop.protocol.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** {@link Nonces} of one process. Forgets what has expired whenever something is spent. */
public final class InMemoryNonces implements Nonces {
    private final InstantSource clock;
    private final Map<String, Instant> spent = new HashMap<>();

    public InMemoryNonces(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized boolean spend(String nonce, Instant expires) {
        Instant now = clock.instant();
        spent.values().removeIf(now::isAfter);
        return spent.putIfAbsent(nonce, expires) == null;
    }
}
