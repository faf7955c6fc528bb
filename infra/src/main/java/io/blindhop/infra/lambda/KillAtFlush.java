package io.blindhop.infra.lambda;

import java.util.function.Predicate;

/**
 * Kills a copy, once, when a certain chunk of a streamed response has arrived. The caller still gets that chunk and what
 * came before, and then the failure, whatever the copy had sent after it.
 */
public final class KillAtFlush {
    private final Predicate<String> path;
    private final int chunk;
    private boolean over;
    private boolean happened;

    KillAtFlush(Predicate<String> path, int chunk) {
        if (chunk < 1) {
            throw new IllegalArgumentException("The first chunk is number 1, not " + chunk);
        }
        this.path = path;
        this.chunk = chunk;
    }

    /** Whether a copy has been killed; false also if no response had so many chunks. */
    public synchronized boolean happened() {
        return happened;
    }

    /** No copy is killed from now on. */
    public synchronized void disarm() {
        over = true;
    }

    synchronized boolean strikes(String rawPath, int arrived) {
        if (over || arrived != chunk || !path.test(rawPath)) {
            return false;
        }
        over = true;
        happened = true;
        return true;
    }
}
