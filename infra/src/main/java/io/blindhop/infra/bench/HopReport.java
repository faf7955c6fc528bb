package io.blindhop.infra.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What a benchmark of hops found. */
public final class HopReport {
    private static final double NANOS = 1e9;

    private final BenchOptions options;
    private final List<Way> ways;
    private final Cached cached;

    HopReport(BenchOptions options, List<Way> ways, Cached cached) {
        this.options = options;
        this.ways = ways;
        this.cached = cached;
    }

    /** One kind of request: how long it took, and what the origin was asked for meanwhile. */
    record Kind(Latencies.Route route, Traffic.Reading atOrigin) {}

    /** What was measured through so many hops. */
    record Way(int hops, List<Kind> kinds) {}

    /**
     * Many clients pulling the same.
     *
     * @param requests of the clients
     * @param entries that the clients got, all together
     */
    record Cached(int clients, int requests, long entries, long nanos, Traffic.Reading atOrigin) {
        /** The part of the entries that the origin was not asked for. */
        double hitRatio() {
            return 1 - (double) atOrigin.entries() / entries;
        }
    }

    Cached cached() {
        return cached;
    }

    List<Way> ways() {
        return ways;
    }

    public void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "Batches of %d entries; all nodes and clients share this process%n%n"
                        + "hops  request     p50 ms    p99 ms   of the origin: requests     bytes%n",
                options.batch());
        for (Way way : ways) {
            for (Kind kind : way.kinds()) {
                double count = kind.route().requests();
                out.printf(
                        Locale.ROOT,
                        "%4d  %-7s %10.1f %9.1f %25.2f %9.0f%n",
                        way.hops(),
                        kind.route().name(),
                        kind.route().p50(),
                        kind.route().p99(),
                        kind.atOrigin().requests() / count,
                        kind.atOrigin().bytes() / count);
            }
        }
        out.printf(
                Locale.ROOT,
                "%nCache: %d clients, %d requests, %d entries in %.1f s; the origin: %d requests, %d entries, %d bytes;"
                        + " hit ratio %.3f%n",
                cached.clients(),
                cached.requests(),
                cached.entries(),
                cached.nanos() / NANOS,
                cached.atOrigin().requests(),
                cached.atOrigin().entries(),
                cached.atOrigin().bytes(),
                cached.hitRatio());
        out.flush();
    }
}
