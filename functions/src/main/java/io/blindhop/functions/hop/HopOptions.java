package io.blindhop.functions.hop;

import io.blindhop.protocol.DatabaseId;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * What an operator decides about a hop.
 *
 * @param upstream where every request goes; never an address from a request or a tenant
 * @param directoryAge after which the directory is looked at again: how long a revocation at the origin may go unnoticed
 *     by reads while the upstream is there
 * @param directoryOffline for how long the directory counts while the upstream is away
 * @param databases that are open here, {@code directory} aside, which always is; empty for all
 * @param readOnly whether nothing is taken
 * @param registers whether a tenant that registers here is registered at the upstream too, which has to let this node do that;
 *     otherwise it is to be there already
 * @param forwardEvery how often a store-and-forward hop exchanges entries with its upstream, pushes aside, which go at once
 * @param cacheBytes of payloads that a cache keeps, give or take what comes between two runs of maintenance
 */
public record HopOptions(
        URI upstream,
        HopMode mode,
        Duration directoryAge,
        Duration directoryOffline,
        Set<DatabaseId> databases,
        boolean readOnly,
        boolean registers,
        Duration forwardEvery,
        long cacheBytes) {
    public static final Duration FORWARD_EVERY = Duration.ofSeconds(15);

    public HopOptions {
        databases = Set.copyOf(databases);
    }

    /** Whether all that is written anywhere is written here in time, so that this node can tell of it. */
    public boolean hearsOfEveryEntry() {
        return mode == HopMode.STORE_AND_FORWARD;
    }

    /** With {@link #FORWARD_EVERY}. */
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
