package io.blindhop.infra.bench.contention;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every way to wait, at latencies from 1 to 50 ms, with as many writers as wanted. The same numbers at every run. */
public final class ContentionBench {
    private static final List<Integer> LATENCIES_MILLIS = List.of(1, 2, 5, 10, 20, 50);
    private static final int PUTS = 20_000;
    private static final int PUTS_ALONE = 2_000;
    private static final long SEED = 20_261_122L;

    private ContentionBench() {}

    /** @param writers at least 1 */
    public static ContentionReport run(int writers) {
        return run(writers, PUTS);
    }

    /** @param puts of which each row tells */
    static ContentionReport run(int writers, int puts) {
        List<ContentionReport.Row> rows = new ArrayList<>();
        for (int latency : LATENCIES_MILLIS) {
            Duration each = Duration.ofMillis(latency);
            RaceResult alone = RaceSimulation.run(Waiting.AT_ONCE, 1, each, PUTS_ALONE, SEED);
            for (Waiting waiting : Waiting.values()) {
                RaceResult result = RaceSimulation.run(waiting, writers, each, puts, SEED);
                rows.add(new ContentionReport.Row(waiting, latency, alone.putsPerSecond(), result));
            }
        }
        return new ContentionReport(writers, rows);
    }
}
