package io.blindhop.functions.hop;

import io.blindhop.protocol.DatabaseId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What an operator decides about a hop.
 *
 * @param upstreams where every request goes, more than one for {@link HopMode#MERGE} alone, in the order in which writes try
 *     them; never an address from a request or a tenant
 * @param directoryAge after which the directory is looked at again: how long a revocation at the origin may go unnoticed
 *     by reads while the upstream is there
 * @param directoryOffline for how long the directory counts while the upstream is away
 * @param databases that are open here, {@code directory} aside, which always is; empty for all
 * @param readOnly whether nothing is taken
 * @param registers whether a tenant that registers here is registered at the upstream too, which has to let this node do that;
 *     otherwise it is to be there already
 * @param forwardEvery how often a store-and-forward hop exchanges entries with its upstream, pushes aside, which go at once
 * @param cacheBytes of payloads that a cache keeps, give or take what comes between two runs of maintenance
 * @param watchEvery how often the upstream is asked for the head of a store of which somebody wants to hear
 */
public record HopOptions(
        List<URI> upstreams,
        HopMode mode,
        Duration directoryAge,
        Duration directoryOffline,
        Set<DatabaseId> databases,
        boolean readOnly,
        boolean registers,
        Duration forwardEvery,
        long cacheBytes,
        Duration watchEvery) {
    public static final Duration FORWARD_EVERY = Duration.ofSeconds(15);
    public static final Duration WATCH_EVERY = Duration.ofSeconds(10);

    /** A request to a hop causes so many times what one to a single upstream does. */
    public static final int MOST_UPSTREAMS = 8;

    /**
     * @throws IllegalArgumentException if there is no upstream, one twice, more than {@value #MOST_UPSTREAMS}, or more than one
     *     in another mode than {@link HopMode#MERGE}
     */
    public HopOptions {
        databases = Set.copyOf(databases);
        upstreams = List.copyOf(upstreams);
        if (upstreams.isEmpty() || upstreams.size() > MOST_UPSTREAMS) {
            throw new IllegalArgumentException(
                    "a hop has 1 to " + MOST_UPSTREAMS + " upstreams, not " + upstreams.size());
        }
        if (upstreams.stream().distinct().count() < upstreams.size()) {
            throw new IllegalArgumentException("an upstream is named twice");
        }
        if (upstreams.size() > 1 && mode != HopMode.MERGE) {
            throw new IllegalArgumentException("more than one upstream needs the mode merge");
        }
    }

    /** With one upstream and {@link #WATCH_EVERY}. */
    public HopOptions(
            URI upstream,
            HopMode mode,
            Duration directoryAge,
            Duration directoryOffline,
            Set<DatabaseId> databases,
            boolean readOnly,
            boolean registers,
            Duration forwardEvery,
            long cacheBytes) {
        this(
                List.of(upstream),
                mode,
                directoryAge,
                directoryOffline,
                databases,
                readOnly,
                registers,
                forwardEvery,
                cacheBytes,
                WATCH_EVERY);
    }

    /** The first one. */
    public URI upstream() {
        return upstreams.getFirst();
    }

    /** Whether all that is written anywhere is written here in time, so that this node can tell of it. */
    public boolean hearsOfEveryEntry() {
        return mode == HopMode.STORE_AND_FORWARD;
    }

    /** With one upstream, {@link #FORWARD_EVERY} and {@link #WATCH_EVERY}. */
    public HopOptions(
            URI upstream,
            HopMode mode,
            Duration directoryAge,
            Duration directoryOffline,
            Set<DatabaseId> databases,
            boolean readOnly,
            boolean registers,
            long cacheBytes) {
        this(upstream, mode, directoryAge, directoryOffline, databases, readOnly, registers, FORWARD_EVERY, cacheBytes);
    }
}
