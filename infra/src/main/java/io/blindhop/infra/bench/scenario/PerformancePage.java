package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.Deployment.Services;
import io.blindhop.infra.bench.plot.Plot;
import io.blindhop.infra.bench.plot.Svg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page says of measures: tables between marks in its text, and plots. */
public final class PerformancePage {
    /** The name of a scenario, or {@code bounds}. */
    private static final Pattern TABLE =
            Pattern.compile("(<!-- measured: ([a-z-]+) -->\n).*?(<!-- end of measured -->)", Pattern.DOTALL);

    private final Measures measures;

    public PerformancePage(Measures measures) {
        this.measures = measures;
    }

    /** The text with every table written anew. */
    public String filled(String text) {
        return TABLE.matcher(text)
                .replaceAll(mark -> Matcher.quoteReplacement(mark.group(1) + table(mark.group(2)) + mark.group(3)));
    }

    private String table(String name) {
        List<List<String>> rows = name.equals("bounds") ? Tables.bounds(measures.all()) : Tables.of(measures.of(name));
        StringBuilder text = new StringBuilder();
        line(text, rows.getFirst());
        line(text, rows.getFirst().stream().map(_ -> "---").toList());
        rows.stream().skip(1).forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** As SVG, by the names of their files. */
    public Map<String, String> plots() {
        Map<String, String> plots = new LinkedHashMap<>();
        bySize(plots, "requests-usd.svg", "What a request costs, by the size of the store", Requests.NAME, Figure.USD);
        bySize(
                plots,
                "requests-units.svg",
                "Read units of a request, by the size of the store",
                Requests.NAME,
                Figure.READ_UNITS);
        bySize(
                plots,
                "interactive.svg",
                "A push of one entry, with all that it causes",
                "interactive-push",
                Figure.WHOLE_USD);
        bySize(plots, "bloom.svg", "False positives of the filter", "bloom", Figure.FALSE_POSITIVES);
        return plots;
    }

    /** A line for each part, where it was counted; without points a plot is left out. */
    private void bySize(Map<String, String> plots, String file, String title, String scenario, Figure figure) {
        Map<String, List<Plot.Point>> lines = new LinkedHashMap<>();
        measures.of(scenario).stream()
                .filter(measure ->
                        measure.on() == Services.COUNTING && measure.size().isPresent())
                .filter(measure ->
                        measure.find(figure).filter(value -> value > 0).isPresent())
                .sorted(Comparator.comparingLong(measure -> measure.size().getAsLong()))
                .forEach(measure -> lines.computeIfAbsent(measure.part(), _ -> new ArrayList<>())
                        .add(new Plot.Point(
                                (double) measure.size().getAsLong(),
                                measure.find(figure).orElseThrow())));
        if (!lines.isEmpty()) {
            List<Plot.Series> series = new ArrayList<>();
            lines.forEach((part, points) -> series.add(new Plot.Series(part, points)));
            plots.put(file, Svg.of(new Plot(title, "size", figure.heading(), series)));
        }
    }
}
