package io.blindhop.infra.bench.contention;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.infra.bench.Report;
import io.blindhop.infra.bench.plot.Plot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the simulation found, as a table, as JSON and as plots. */
public final class ContentionReport implements Report {
    private final int writers;
    private final List<Row> rows;

    ContentionReport(int writers, List<Row> rows) {
        this.writers = writers;
        this.rows = rows;
    }

    /** @param alone puts per second of one writer that nobody disturbs */
    record Row(Waiting waiting, int latencyMillis, double alone, RaceResult result) {
        double relativeThroughput() {
            return result.putsPerSecond() / alone;
        }
    }

    /** The time that a put takes if everybody has the same share. */
    private double fairShareMillis(Row row) {
        return writers * 1000.0 / row.result().putsPerSecond();
    }

    private double p99InShares(Row row) {
        return row.result().p99().toMillis() / fairShareMillis(row);
    }

    List<Row> rows() {
        return rows;
    }

    @Override
    public void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d writers, each a process of its own, at one store; simulated%n%n"
                        + "latency  throughput  attempts    p50 ms    p99 ms    max ms  wait after a lost race%n",
                writers);
        for (Row row : rows) {
            RaceResult result = row.result();
            out.printf(
                    Locale.ROOT,
                    "%4d ms  %9.2fx  %8.1f  %8d  %8d  %8d  %s%n",
                    row.latencyMillis(),
                    row.relativeThroughput(),
                    result.attempts(),
                    result.median().toMillis(),
                    result.p99().toMillis(),
                    result.longest().toMillis(),
                    row.waiting().label());
        }
        out.println();
        out.println("Throughput is that of one writer that nobody disturbs, times this.");
        out.flush();
    }

    @Override
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("writers", writers);
            json.writeArrayFieldStart("rows");
            for (Row row : rows) {
                json.writeStartObject();
                json.writeStringField("wait", row.waiting().label());
                json.writeNumberField("latencyMillis", row.latencyMillis());
                json.writeNumberField("relativeThroughput", row.relativeThroughput());
                json.writeNumberField("attempts", row.result().attempts());
                json.writeNumberField("p50Millis", row.result().median().toMillis());
                json.writeNumberField("p99Millis", row.result().p99().toMillis());
                json.writeNumberField("maxMillis", row.result().longest().toMillis());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** How many tries a put costs. */
    public Plot attempts() {
        return plot(
                "Tries for one put, " + writers + " writers",
                "tries",
                row -> row.result().attempts());
    }

    /** How far the slowest of a hundred puts is from its fair share. */
    public Plot unfairness() {
        return plot("p99 of a put, " + writers + " writers", "p99 / fair share", this::p99InShares);
    }

    /** What all writers together get done. */
    public Plot throughput() {
        return plot("Puts per second, " + writers + " writers", "times those of one writer", Row::relativeThroughput);
    }

    private Plot plot(String title, String axis, ToDoubleFunction<Row> value) {
        List<Plot.Series> series = new ArrayList<>();
        for (Waiting waiting : Waiting.values()) {
            List<Plot.Point> points = rows.stream()
                    .filter(row -> row.waiting() == waiting)
                    .map(row -> new Plot.Point(row.latencyMillis(), value.applyAsDouble(row)))
                    .toList();
            series.add(new Plot.Series(waiting.label(), points));
        }
        return new Plot(title, "latency of a call, ms", axis, series);
    }
}
