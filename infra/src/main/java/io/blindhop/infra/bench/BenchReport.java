package io.blindhop.infra.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.Purpose;
import io.blindhop.functions.cost.TableUse;
import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.infra.bench.Latencies.Route;
import io.blindhop.infra.cost.OperationTable;
import io.blindhop.store.s3.blob.BlobMeter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** What a benchmark found, for people and for programs. */
public final class BenchReport implements Report {
    private final BenchOptions options;
    private final PriceTable prices;
    private final List<Phase> phases;

    BenchReport(BenchOptions options, PriceTable prices, List<Phase> phases) {
        this.options = options;
        this.prices = prices;
        this.phases = phases;
    }

    /** Whether everything counted is within the design's bounds. Times have none. */
    @Override
    public boolean boundsHold() {
        return phases.stream().flatMap(phase -> phase.bounds().stream()).allMatch(Bound::holds);
    }

    @Override
    public void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d entries in batches of %d, %d at once; client and server share this process%n",
                options.entries(),
                options.batch(),
                options.workers());
        for (Phase phase : phases) {
            out.println();
            print(out, phase);
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "Prices of %s, in force since %s; storage, logs and transfer not included. A function is taken to have %d MB and"
                        + " to be as fast as this server was here, which waits for its disk where a function waits for AWS.%n",
                prices.region(),
                prices.date(),
                Tariff.MEMORY_MEGABYTES);
        out.flush();
    }

    private void print(PrintWriter out, Phase phase) {
        if (phase.entries() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%s: %,.0f entries/s (%.2f s), %.3f USD per million entries%n",
                    phase.name(),
                    phase.entriesPerSecond(),
                    phase.seconds(),
                    phase.costPerMillion(prices));
        } else {
            out.printf(Locale.ROOT, "%s:%n", phase.name());
        }
        for (Route route : phase.routes()) {
            out.printf(
                    Locale.ROOT,
                    "  %-18s %5d requests   p50 %8.1f ms   p99 %8.1f ms%n",
                    route.name(),
                    route.requests(),
                    route.p50(),
                    route.p99());
        }
        for (Purpose purpose : Purpose.values()) {
            TableUse use = phase.usage().of(purpose);
            out.printf(
                    Locale.ROOT,
                    "  %-18s %5d calls      %,.1f read units   %,.1f write units%n",
                    purpose.name().toLowerCase(Locale.ROOT),
                    use.calls(),
                    use.readUnits(),
                    use.writeUnits());
        }
        out.printf(
                Locale.ROOT,
                "  %-18s %5d PUT        %d GET   %d LIST%n",
                "objects",
                puts(phase),
                gets(phase),
                lists(phase));
        out.println();
        OperationTable.print(out, phase.operations());
        out.printf(
                Locale.ROOT,
                "  with functions %.3f USD per million %s%n",
                phase.functionCostPerMillion(),
                phase.entries() > 0 ? "entries" : "requests");
        for (Bound bound : phase.bounds()) {
            out.printf(
                    Locale.ROOT,
                    "  %-4s %s: %.3f, %s %.2f%n",
                    bound.holds() ? "ok" : "OVER",
                    bound.what(),
                    bound.counted(),
                    bound.side().text(),
                    bound.allowed());
        }
    }

    private static long puts(Phase phase) {
        return calls(phase.usage(), BlobMeter.Operation.PUT);
    }

    private static long gets(Phase phase) {
        return calls(phase.usage(), BlobMeter.Operation.GET);
    }

    private static long lists(Phase phase) {
        return calls(phase.usage(), BlobMeter.Operation.LIST);
    }

    private static long calls(Usage usage, BlobMeter.Operation operation) {
        return usage.of(operation).calls();
    }

    @Override
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("entries", options.entries());
            json.writeNumberField("batch", options.batch());
            json.writeNumberField("workers", options.workers());
            json.writeStringField("pricesOf", prices.region());
            json.writeStringField("pricesSince", prices.date().toString());
            json.writeNumberField("functionMegabytes", Tariff.MEMORY_MEGABYTES);
            json.writeBooleanField("boundsHold", boundsHold());
            json.writeArrayFieldStart("phases");
            for (Phase phase : phases) {
                write(json, phase);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(JsonGenerator json, Phase phase) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", phase.name());
        json.writeNumberField("entries", phase.entries());
        json.writeNumberField("seconds", phase.seconds());
        json.writeNumberField("entriesPerSecond", phase.entriesPerSecond());
        json.writeNumberField("usdPerMillionEntries", phase.costPerMillion(prices));
        json.writeNumberField("usdPerMillionWithFunctions", phase.functionCostPerMillion());
        json.writeArrayFieldStart("operations");
        for (OperationSum operation : phase.operations()) {
            OperationTable.write(json, operation);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("routes");
        for (Route route : phase.routes()) {
            json.writeStartObject();
            json.writeStringField("name", route.name());
            json.writeNumberField("requests", route.requests());
            json.writeNumberField("p50Millis", route.p50());
            json.writeNumberField("p99Millis", route.p99());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("table");
        for (Purpose purpose : Purpose.values()) {
            TableUse use = phase.usage().of(purpose);
            json.writeObjectFieldStart(purpose.name().toLowerCase(Locale.ROOT));
            json.writeNumberField("calls", use.calls());
            json.writeNumberField("readUnits", use.readUnits());
            json.writeNumberField("writeUnits", use.writeUnits());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("objects");
        json.writeNumberField("puts", puts(phase));
        json.writeNumberField("gets", gets(phase));
        json.writeNumberField("lists", lists(phase));
        json.writeEndObject();
        json.writeArrayFieldStart("bounds");
        for (Bound bound : phase.bounds()) {
            json.writeStartObject();
            json.writeStringField("what", bound.what());
            json.writeNumberField("counted", bound.counted());
            json.writeNumberField("allowed", bound.allowed());
            json.writeBooleanField("holds", bound.holds());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
