package io.blindhop.functions.observe;

import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.cost.Usage;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One JSON line for every run of a function that is not called over HTTP: maintenance, notifications. */
public final class RunLog {
    private static final String RUN = "Run";
    private static final Pattern METRIC = Pattern.compile("[A-Z][A-Za-z]{0,39}");

    private final LineSink sink;
    private final String function;
    private final InstantSource clock;
    private final Tariff tariff;

    /** All but the clock as in {@link JsonLines}. */
    public RunLog(LineSink sink, String function, InstantSource clock, Tariff tariff) {
        this.sink = sink;
        this.function = function;
        this.clock = clock;
        this.tariff = tariff;
    }

    /**
     * Runs and writes the line, also of a run that fails.
     *
     * @param name {@code maintenance}, for example
     * @param run what it did, as metrics: names such as {@code PutsFinished}, and counts
     * @throws IllegalArgumentException if a name is not one to forty letters, the first a capital
     */
    public <X extends Throwable> void observe(String name, ScopedValue.CallableOp<Map<String, Long>, X> run) throws X {
        long start = clock.millis();
        Figures figures = new Figures();
        Map<String, Long> done = Map.of();
        boolean complete = false;
        try {
            done = figures.call(run);
            complete = true;
        } finally {
            line(name, figures, done, complete, start);
        }
    }

    private void line(String name, Figures figures, Map<String, Long> done, boolean complete, long start) {
        long end = clock.millis();
        Invocation invocation = Invocation.current();
        MetricLine line = new MetricLine(end, function);
        invocation.requestId().ifPresent(id -> line.with("requestId", id));
        invocation.trace().ifPresent(trace -> line.with("traceId", trace.value()));
        line.with(RUN, name).with("failed", !complete).with("coldStart", invocation.coldStart());
        MetricLine.Metrics metrics = line.metricsBy(RUN)
                .count("Runs", 1)
                .count("RunFailures", complete ? 0 : 1)
                .count("ColdStarts", invocation.coldStart() ? 1 : 0)
                .millis("Duration", end - start);
        Usage usage = figures.usage();
        FigureMembers.add(figures, usage, line, metrics);
        FigureMembers.add(tariff.of(usage, end - start, 0), tariff, line);
        new TreeMap<>(done).forEach((metric, count) -> {
            if (!METRIC.matcher(metric).matches()) {
                throw new IllegalArgumentException("The name of a metric is 1 to 40 letters, not " + metric);
            }
            metrics.count(metric, count);
        });
        sink.line(line.toString());
    }
}
