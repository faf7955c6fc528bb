package io.blindhop.infra.bench.scenario;

import io.blindhop.functions.cost.PriceTable;
import io.blindhop.infra.bench.Bound;
import io.blindhop.infra.bench.Deployment.Services;
import io.blindhop.infra.bench.Report;
import io.blindhop.infra.client.Columns;
import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.json.MalformedJsonException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** What a run of scenarios found. As JSON it can be kept, and read again for the page. */
public record Measures(List<Measure> all) implements Report {
    public Measures {
        all = List.copyOf(all);
    }

    @Override
    public boolean boundsHold() {
        return all.stream().flatMap(measure -> measure.bounds().stream()).allMatch(Bound::holds);
    }

    /** The scenarios in the order of their first measures. */
    List<String> scenarios() {
        return all.stream().map(Measure::scenario).distinct().toList();
    }

    List<Measure> of(String scenario) {
        return all.stream()
                .filter(measure -> measure.scenario().equals(scenario))
                .toList();
    }

    @Override
    public void print(PrintWriter out) {
        for (String scenario : scenarios()) {
            out.println(scenario);
            Columns.print(out, Tables.of(of(scenario)));
            out.println();
        }
        Columns.print(out, Tables.bounds(all));
        out.flush();
    }

    @Override
    public String toJson() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("pricesOf", new JsonString(PriceTable.usEast1().region()));
        members.put("pricesSince", new JsonString(PriceTable.usEast1().date().toString()));
        members.put("boundsHold", new JsonBoolean(boundsHold()));
        members.put("measures", new JsonArray(all.stream().map(Measures::json).toList()));
        return JsonPrinter.pretty(new JsonObject(members));
    }

    private static JsonValue json(Measure measure) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("scenario", new JsonString(measure.scenario()));
        members.put("part", new JsonString(measure.part()));
        members.put("each", new JsonString(measure.each()));
        members.put("on", new JsonString(name(measure.on())));
        measure.size().ifPresent(size -> members.put("size", new JsonNumber((double) size)));
        Map<String, JsonValue> figures = new LinkedHashMap<>();
        measure.figures().forEach((figure, value) -> figures.put(figure.key(), new JsonNumber(value)));
        members.put("figures", new JsonObject(figures));
        members.put(
                "bounds",
                new JsonArray(measure.bounds().stream().map(Measures::json).toList()));
        return new JsonObject(members);
    }

    private static JsonValue json(Bound bound) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("what", new JsonString(bound.what()));
        members.put("counted", new JsonNumber(bound.counted()));
        members.put("side", new JsonString(bound.side().text()));
        members.put("allowed", new JsonNumber(bound.allowed()));
        members.put("holds", new JsonBoolean(bound.holds()));
        return new JsonObject(members);
    }

    /** Small letters. */
    static String name(Services services) {
        return services.name().toLowerCase(Locale.ROOT);
    }

    /**
     * What {@link #toJson} wrote.
     *
     * @throws io.blindhop.protocol.json.MalformedJsonException if it is something else
     */
    public static Measures parse(String json) {
        List<Measure> all = new ArrayList<>();
        for (JsonValue value : JsonMembers.of("measures", JsonText.parse(json)).elements("measures")) {
            JsonMembers measure = JsonMembers.of("measure", value);
            Map<Figure, Double> figures = new EnumMap<>(Figure.class);
            measure.objectAt("figures")
                    .object()
                    .members()
                    .forEach((key, number) ->
                            Figure.ofKey(key).ifPresent(figure -> figures.put(figure, number(number))));
            all.add(new Measure(
                    measure.string("scenario"),
                    measure.string("part"),
                    measure.string("each"),
                    Services.valueOf(measure.string("on").toUpperCase(Locale.ROOT)),
                    measure.findInteger("size").map(OptionalLong::of).orElse(OptionalLong.empty()),
                    figures,
                    measure.elements("bounds").stream().map(Measures::bound).toList()));
        }
        return new Measures(all);
    }

    private static Bound bound(JsonValue value) {
        JsonMembers bound = JsonMembers.of("bound", value);
        Map<String, JsonValue> members = bound.object().members();
        Bound.Side side =
                bound.string("side").equals(Bound.Side.AT_LEAST.text()) ? Bound.Side.AT_LEAST : Bound.Side.AT_MOST;
        return new Bound(bound.string("what"), number(members.get("counted")), number(members.get("allowed")), side);
    }

    private static double number(JsonValue value) {
        if (value instanceof JsonNumber(double number)) {
            return number;
        }
        throw new MalformedJsonException("a figure must be a number, not " + JsonPrinter.compact(value));
    }
}
