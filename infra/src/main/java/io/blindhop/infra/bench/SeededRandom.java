package io.blindhop.infra.bench;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** The same numbers at every run, for keys that protect nothing: what is counted must not change by chance. */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient SplittableRandom random;

    SeededRandom(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    public synchronized byte[] generateSeed(int count) {
        byte[] seed = new byte[count];
        random.nextBytes(seed);
        return seed;
    }
}
