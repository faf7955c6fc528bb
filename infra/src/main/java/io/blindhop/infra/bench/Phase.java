package io.blindhop.infra.bench;

import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.infra.bench.Latencies.Route;
import java.util.List;

/**
 * One part of a benchmark.
 *
 * @param entries that were moved, 0 for an idle re-sync
 * @param nanos from its first request to its last answer
 * @param usage what the server consumed meanwhile
 * @param operations the same by operation, with how long the requests took the server
 */
record Phase(
        String name,
        int entries,
        long nanos,
        List<Route> routes,
        Usage usage,
        List<OperationSum> operations,
        List<Bound> bounds) {
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

    /** USD per million entries with the requests and the time of functions; of a phase without entries per million requests. */
    double functionCostPerMillion() {
        double micros = operations.stream()
                .mapToDouble(operation -> operation.cost().sum())
                .sum();
        return micros / (entries == 0 ? requests() : entries);
    }

    double costPerMillion(PriceTable prices) {
        return costPerMillion(usage, entries, prices);
    }

    static double costPerMillion(Usage usage, int entries, PriceTable prices) {
        return entries == 0 ? 0 : usage.cost(prices) / entries * MILLION;
    }
}
