package io.blindhop.infra.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.functions.cost.Price;
import io.blindhop.functions.cost.PriceTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a benchmark of signaling found, for people and for programs. */
public final class SignalingReport implements Report {
    /** Lambda time is not counted; this much of it is said, so that everybody can multiply. */
    private static final double TEN_MILLIS_OF_HALF_A_GIGABYTE = 0.5 * 0.01;

    private final SignalingOptions options;
    private final PriceTable prices;
    private final List<SignalingPhase> phases;
    private final Map<String, LongAdder> errors;
    private final long heapBytes;

    /**
     * @param errors that clients heard, by code
     * @param heapBytes of all connections, both ends
     */
    SignalingReport(
            SignalingOptions options,
            PriceTable prices,
            List<SignalingPhase> phases,
            Map<String, LongAdder> errors,
            long heapBytes) {
        this.options = options;
        this.prices = prices;
        this.phases = phases;
        this.errors = errors;
        this.heapBytes = heapBytes;
    }

    @Override
    public void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d connections in %d rooms, %d messages at once; client and server share this process%n%n",
                options.connections(),
                options.rooms(),
                options.workers());
        out.println("             messages   per second    p50 ms    p99 ms");
        for (SignalingPhase phase : phases) {
            out.printf(
                    Locale.ROOT,
                    "%-10s %10d %12.0f %9.1f %9.1f%n",
                    phase.name(),
                    phase.messages(),
                    phase.perSecond(),
                    phase.latency().p50(),
                    phase.latency().p99());
        }
        out.printf(Locale.ROOT, "%nErrors: %s%n", errors.isEmpty() ? "none" : errors);
        out.printf(
                Locale.ROOT,
                "Heap: %.1f KiB for a connection, both ends%n%n",
                heapBytes / 1024.0 / options.connections());
        out.println(
                "             a message: read units  write units  table calls  invocations  posts   USD per million");
        for (SignalingPhase phase : phases) {
            out.printf(
                    Locale.ROOT,
                    "%-22s %12.2f %12.2f %12.2f %12.2f %6.2f %17.2f%n",
                    phase.name(),
                    phase.readUnits(),
                    phase.writeUnits(),
                    phase.tableCalls(),
                    phase.invocationsPerMessage(),
                    phase.postsPerMessage(),
                    phase.costPerMillion(prices));
        }
        out.printf(
                Locale.ROOT,
                "%nPrices of %s, in force since %s. The time of functions is not included: 10 ms of 512 MB are %.2f USD per"
                        + " million invocations; nor are minutes of connections.%n",
                prices.region(),
                prices.date(),
                prices.usd(Price.FUNCTION_GIGABYTE_SECOND, 1e6 * TEN_MILLIS_OF_HALF_A_GIGABYTE));
        out.flush();
    }

    @Override
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("connections", options.connections());
            json.writeNumberField("rooms", options.rooms());
            json.writeNumberField("workers", options.workers());
            json.writeStringField("pricesOf", prices.region());
            json.writeStringField("pricesSince", prices.date().toString());
            json.writeNumberField("heapBytes", heapBytes);
            json.writeObjectFieldStart("errors");
            for (Map.Entry<String, LongAdder> error : errors.entrySet()) {
                json.writeNumberField(error.getKey(), error.getValue().sum());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("phases");
            for (SignalingPhase phase : phases) {
                write(json, phase);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(JsonGenerator json, SignalingPhase phase) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", phase.name());
        json.writeNumberField("messages", phase.messages());
        json.writeNumberField("messagesPerSecond", phase.perSecond());
        json.writeNumberField("p50Millis", phase.latency().p50());
        json.writeNumberField("p99Millis", phase.latency().p99());
        json.writeNumberField("readUnits", phase.readUnits());
        json.writeNumberField("writeUnits", phase.writeUnits());
        json.writeNumberField("tableCalls", phase.tableCalls());
        json.writeNumberField("invocations", phase.invocationsPerMessage());
        json.writeNumberField("posts", phase.postsPerMessage());
        json.writeNumberField("usdPerMillion", phase.costPerMillion(prices));
        json.writeEndObject();
    }
}
