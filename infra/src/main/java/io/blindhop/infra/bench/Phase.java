package io.blindhop.infra.bench;

import io.blindhop.infra.bench.Latencies.Route;
import io.blindhop.infra.cost.PriceTable;
import io.blindhop.infra.cost.Usage;
import java.util.List;

/**
 * One part of a benchmark.
 *
 * @param entries that were moved, 0 for an idle re-sync
 * @param nanos from its first request to its last answer
 * @param usage what the server consumed meanwhile
 */
record Phase(String name, int entries, long nanos, List<Route> routes, Usage usage, List<Bound> bounds) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLION = 1e6;

    double seconds() {
        return nanos / NANOS_PER_SECOND;
    }

    double entriesPerSecond() {
        return entries / seconds();
    }

    int requests() {
        return routes.stream().mapToInt(Route::requests).sum();
    }

    double costPerMillion(PriceTable prices) {
        return costPerMillion(usage, entries, prices);
    }

    static double costPerMillion(Usage usage, int entries, PriceTable prices) {
        return entries == 0 ? 0 : usage.cost(prices) / entries * MILLION;
    }
}
