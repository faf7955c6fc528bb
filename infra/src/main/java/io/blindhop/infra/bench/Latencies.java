package io.blindhop.infra.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/** How long each request took, by route. For any thread. */
public final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<String, ConcurrentLinkedQueue<Long>> nanosByRoute = new ConcurrentSkipListMap<>();

    /**
     * The requests to one route.
     *
     * @param p50 milliseconds that half of them did not exceed
     * @param p99 milliseconds that 99 of 100 did not exceed
     */
    public record Route(String name, int requests, double p50, double p99) {}

    public void add(String route, long nanos) {
        nanosByRoute.computeIfAbsent(route, _ -> new ConcurrentLinkedQueue<>()).add(nanos);
    }

    /** By name. */
    public List<Route> routes() {
        return nanosByRoute.entrySet().stream()
                .map(route -> summary(
                        route.getKey(),
                        route.getValue().stream().mapToLong(Long::longValue).toArray()))
                .toList();
    }

    private static Route summary(String name, long[] nanos) {
        Arrays.sort(nanos);
        return new Route(name, nanos.length, percentile(nanos, 50), percentile(nanos, 99));
    }

    private static double percentile(long[] sorted, int percent) {
        int rank = (sorted.length * percent + 99) / 100;
        return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }
}
