package io.blindhop.infra.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** What a benchmark of hops found, for people and for programs. */
public final class HopReport implements Report {
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

    @Override
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

    @Override
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("batch", options.batch());
            json.writeArrayFieldStart("ways");
            for (Way way : ways) {
                write(json, way);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("cache");
            json.writeNumberField("clients", cached.clients());
            json.writeNumberField("requests", cached.requests());
            json.writeNumberField("entries", cached.entries());
            json.writeNumberField("seconds", cached.nanos() / NANOS);
            json.writeNumberField("hitRatio", cached.hitRatio());
            write(json, "ofTheOrigin", cached.atOrigin());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Way way) throws IOException {
        json.writeStartObject();
        json.writeNumberField("hops", way.hops());
        json.writeArrayFieldStart("kinds");
        for (Kind kind : way.kinds()) {
            json.writeStartObject();
            json.writeStringField("name", kind.route().name());
            json.writeNumberField("requests", kind.route().requests());
            json.writeNumberField("p50Millis", kind.route().p50());
            json.writeNumberField("p99Millis", kind.route().p99());
            write(json, "ofTheOrigin", kind.atOrigin());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Traffic.Reading reading) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("requests", reading.requests());
        json.writeNumberField("bytes", reading.bytes());
        json.writeNumberField("entries", reading.entries());
        json.writeEndObject();
    }
}
