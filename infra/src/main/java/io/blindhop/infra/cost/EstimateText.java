package io.blindhop.infra.cost;

import io.blindhop.functions.cost.Price;
import io.blindhop.infra.cost.Estimate.Priced;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An estimate as it is printed: in columns, as JSON, as tables of a page. */
public final class EstimateText {
    private static final List<Step> MAIN = List.of(Step.PUSH_ONE, Step.PUSH_BATCH, Step.PULL_BATCH);

    private EstimateText() {}

    /** Rows of cells. */
    public static List<List<String>> rows(Estimate estimate) {
        List<List<String>> rows = new ArrayList<>();
        for (Part part : estimate.parts()) {
            rows.add(List.of("", part.title()));
            for (Line line : part.lines()) {
                rows.add(List.of(
                        line.countText(),
                        line.what(),
                        line.price().key(),
                        usd(estimate.prices().usd(line.price(), line.count()))));
            }
            rows.add(List.of("", "together", "", usd(part.usd(estimate.prices()))));
            rows.add(List.of());
        }
        rows.add(List.of("", "What clients do, one by one", "USD per million", ""));
        for (Priced step : estimate.steps()) {
            rows.add(List.of(
                    String.format(Locale.ROOT, "%,.0f", step.times()),
                    step.step().text(),
                    String.format(Locale.ROOT, "%.3f", step.microUsd()),
                    usd(step.usd())));
        }
        rows.add(List.of());
        rows.add(List.of("", "A month in all", "", usd(estimate.usd())));
        return rows;
    }

    /** What is no count and no price. */
    public static List<String> assumptions(Estimate estimate) {
        FunctionTime time = estimate.time();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "Prices of %s, in force since %s, without free tiers and taxes.",
                        estimate.prices().region(),
                        estimate.prices().date()),
                String.format(
                        Locale.ROOT,
                        "Counted: requests, units, objects, bytes, lines of log, of entries of 600 bytes. Assumed: a function of"
                                + " %d MB runs %s ms for a request, %s ms for each call of DynamoDB, %s ms for each of S3 and"
                                + " %s ms for an entry; bodies that are not compressed; metrics told of in every hour.",
                        estimate.memoryMegabytes(),
                        number(time.requestMillis()),
                        number(time.tableCallMillis()),
                        number(time.blobCallMillis()),
                        number(time.entryMillis())));
    }

    public static JsonObject json(Estimate estimate) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("pricesOf", new JsonString(estimate.prices().region()));
        members.put("pricesSince", new JsonString(estimate.prices().date().toString()));
        members.put("usd", new JsonNumber(cents(estimate.usd())));
        members.put(
                "parts",
                new JsonArray(estimate.parts().stream()
                        .map(part -> json(estimate, part))
                        .toList()));
        members.put(
                "steps",
                new JsonArray(estimate.steps().stream().map(EstimateText::json).toList()));
        members.put(
                "assumptions",
                new JsonArray(assumptions(estimate).stream()
                        .<JsonValue>map(JsonString::new)
                        .toList()));
        return new JsonObject(members);
    }

    private static JsonValue json(Estimate estimate, Part part) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("title", new JsonString(part.title()));
        members.put(
                "lines",
                new JsonArray(part.lines().stream()
                        .<JsonValue>map(line -> {
                            Map<String, JsonValue> cells = new LinkedHashMap<>();
                            cells.put("count", new JsonNumber(line.count()));
                            cells.put("what", new JsonString(line.what()));
                            cells.put("price", new JsonString(line.price().key()));
                            cells.put(
                                    "usd",
                                    new JsonNumber(cents(estimate.prices().usd(line.price(), line.count()))));
                            return new JsonObject(cells);
                        })
                        .toList()));
        members.put("usd", new JsonNumber(cents(part.usd(estimate.prices()))));
        return new JsonObject(members);
    }

    private static JsonValue json(Priced step) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("step", new JsonString(step.step().name()));
        members.put("times", new JsonNumber(Math.rint(step.times())));
        members.put("microUsd", new JsonNumber(cents(step.microUsd())));
        members.put("usd", new JsonNumber(cents(step.usd())));
        return new JsonObject(members);
    }

    /** The tables of a page, each in the form of those that are written by hand. */
    public static String markdown(Estimate estimate) {
        StringBuilder text = new StringBuilder();
        for (Part part : estimate.parts()) {
            text.append(markdown(estimate, part)).append('\n');
        }
        text.append(String.format(Locale.ROOT, "In all **%.2f** USD a month.\n", estimate.usd()));
        assumptions(estimate).forEach(sentence -> text.append(sentence).append('\n'));
        return text.toString();
    }

    /** What a million of one step cost. */
    public static String markdown(Estimate estimate, Step step) {
        double log = estimate.counts().of(step).logBytes() * 1e6 / 1e3;
        return markdown(estimate, estimate.million(step))
                + String.format(
                        Locale.ROOT,
                        "\nTheir log is %,.0f KB, another %.2f USD.\n",
                        log,
                        estimate.prices().usd(Price.LOG_KILOBYTE, log));
    }

    private static String markdown(Estimate estimate, Part part) {
        StringBuilder text = new StringBuilder("### " + part.title() + "\n\n");
        text.append("| how many | of what | price | USD |\n|---|---|---|---|\n");
        for (Line line : part.lines()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | `%s` | %.3f |\n",
                    line.countText(),
                    line.what(),
                    line.price().key(),
                    estimate.prices().usd(line.price(), line.count())));
        }
        return text.append(String.format(Locale.ROOT, "| | **together** | | **%.2f** |\n", part.usd(estimate.prices())))
                .toString();
    }

    /** One sentence. */
    public static String inShort(Estimate estimate) {
        Load load = estimate.load();
        return String.format(
                Locale.ROOT,
                "%,d people with %d devices each, in teams of %d, who make %d edits a day, sync %d times a day and add %d MB of"
                        + " attachments a month:\n**%.2f** USD a month. Of these %.2f are to be paid if nobody calls, %.2f for what"
                        + " clients do, %.2f for logs, transfer and storage.\n",
                load.users(),
                load.devices(),
                load.team(),
                load.edits(),
                load.syncs(),
                load.attachmentMegabytes(),
                estimate.usd(),
                estimate.idle().usd(estimate.prices()),
                estimate.work().usd(estimate.prices()),
                estimate.apart().usd(estimate.prices()));
    }

    /** What the memory of the function changes, of the steps that clients wait for. */
    public static String memories(List<Estimate> estimates) {
        StringBuilder text = new StringBuilder("| memory |");
        MAIN.forEach(step -> text.append(' ').append(step.text()).append(": ms | USD per million |"));
        text.append("\n|---|").append("---|---|".repeat(MAIN.size())).append('\n');
        for (Estimate estimate : estimates) {
            text.append(String.format(Locale.ROOT, "| %d MB |", estimate.memoryMegabytes()));
            for (Step step : MAIN) {
                text.append(
                        String.format(Locale.ROOT, " %.0f | %.2f |", estimate.millis(step), estimate.microUsd(step)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** What was counted of each step. */
    public static String steps(Estimate estimate) {
        StringBuilder text = new StringBuilder(
                "| step | requests | calls of the table | read units | write units | PUT, LIST | GET"
                        + " | bytes out | bytes of log | USD per million |\n|---|---|---|---|---|---|---|---|---|---|\n");
        for (Step step : Step.values()) {
            Count count = estimate.counts().of(step);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %s | %s | %.0f | %d | %.2f |\n",
                    step.text(),
                    average(count.requests()),
                    average(count.tableCalls()),
                    average(count.readUnits()),
                    average(count.writeUnits()),
                    average(count.blobPuts()),
                    average(count.blobGets()),
                    count.bytesOut(),
                    Math.round(count.logBytes()),
                    estimate.microUsd(step)));
        }
        Counts.Stored edit = estimate.counts().stored();
        Counts.Stored entry = estimate.counts().storedOfBatch();
        return text.append(String.format(
                        Locale.ROOT,
                        "\nAn edit keeps %.0f bytes in the table and %.0f in the bucket, an entry that was pushed with 249 others %.0f and"
                                + " %.0f.\n",
                        edit.tableBytes(),
                        edit.objectBytes(),
                        entry.tableBytes(),
                        entry.objectBytes()))
                .toString();
    }

    private static String average(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return number(rounded == 0 ? 0 : rounded);
    }

    private static String usd(double usd) {
        return String.format(Locale.ROOT, "%,.3f", usd);
    }

    private static double cents(double usd) {
        return Math.round(usd * 1000) / 1000.0;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
