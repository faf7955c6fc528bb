package io.blindhop.infra.bench;

import io.blindhop.infra.bench.ColdStart.Sample;
import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What cold starts took: medians, because a machine that does something else now and then has only outliers upwards. */
public final class ColdStartReport implements Report {
    private static final double MIB = 1024 * 1024;

    private final String packaged;
    private final List<Sample> info;
    private final List<Sample> read;
    private final double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    /**
     * @param info first answers about the server, which need its secrets
     * @param read first answers to somebody who is logged in
     */
    ColdStartReport(String packaged, List<Sample> info, List<Sample> read) {
        this.packaged = packaged;
        this.info = List.copyOf(info);
        this.read = List.copyOf(read);
    }

    @Override
    public void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s, %d cold starts of each kind, load %.1f on %d cores%n",
                packaged,
                info.size(),
                load,
                Runtime.getRuntime().availableProcessors());
        print(out, "server info", info);
        print(out, "read of a user", read);
        out.flush();
    }

    private static void print(PrintWriter out, String name, List<Sample> samples) {
        out.printf(
                Locale.ROOT,
                "  %-15s median %6.0f ms (%.0f to %.0f)   resident %5.1f MiB   peak %5.1f MiB%n",
                name,
                millis(samples, 0.5),
                millis(samples, 0),
                millis(samples, 1),
                mebibytes(samples, sample -> sample.memory().residentBytes()),
                mebibytes(samples, sample -> sample.memory().peakBytes()));
    }

    /** The same as one JSON object; times in milliseconds, memory in bytes. */
    @Override
    public String toJson() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("package", new JsonString(packaged));
        members.put("runs", new JsonNumber(info.size()));
        members.put("load", new JsonNumber(load));
        members.put("cores", new JsonNumber(Runtime.getRuntime().availableProcessors()));
        members.put("serverInfo", json(info));
        members.put("read", json(read));
        return JsonPrinter.compact(new JsonObject(members));
    }

    private static JsonObject json(List<Sample> samples) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("median", new JsonNumber(millis(samples, 0.5)));
        members.put("least", new JsonNumber(millis(samples, 0)));
        members.put("most", new JsonNumber(millis(samples, 1)));
        members.put(
                "resident",
                new JsonNumber(middle(samples, sample -> sample.memory().residentBytes())));
        members.put(
                "peak", new JsonNumber(middle(samples, sample -> sample.memory().peakBytes())));
        return new JsonObject(members);
    }

    private static double millis(List<Sample> samples, double share) {
        return at(samples, sample -> sample.time().toNanos(), share) / 1e6;
    }

    private static double mebibytes(List<Sample> samples, ToLongFunction<Sample> what) {
        return middle(samples, what) / MIB;
    }

    private static double middle(List<Sample> samples, ToLongFunction<Sample> what) {
        return at(samples, what, 0.5);
    }

    private static long at(List<Sample> samples, ToLongFunction<Sample> what, double share) {
        long[] sorted = samples.stream().mapToLong(what).sorted().toArray();
        return sorted[(int) Math.round((sorted.length - 1) * share)];
    }
}
