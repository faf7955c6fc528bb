package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.Bound;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Measures as rows of texts: one table for each scenario. */
public final class Tables {
    private Tables() {}

    /** The first row is the heading; a column that no measure has a figure for is left out. */
    public static List<List<String>> of(List<Measure> measures) {
        List<Figure> figures = Stream.of(Figure.values())
                .filter(figure -> measures.stream()
                        .anyMatch(measure -> measure.find(figure).isPresent()))
                .toList();
        boolean sized = measures.stream().anyMatch(measure -> measure.size().isPresent());
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(
                "what",
                "on",
                sized ? List.of("size") : List.of(),
                "of each",
                figures.stream().map(Figure::heading)));
        for (Measure measure : measures) {
            rows.add(row(
                    measure.part(),
                    Measures.name(measure.on()),
                    sized ? List.of(size(measure.size())) : List.of(),
                    measure.each(),
                    figures.stream()
                            .map(figure ->
                                    measure.find(figure).map(Tables::number).orElse(""))));
        }
        return rows;
    }

    private static List<String> row(String what, String on, List<String> size, String each, Stream<String> figures) {
        return Stream.of(Stream.of(what, on), size.stream(), Stream.of(each), figures)
                .flatMap(cells -> cells)
                .toList();
    }

    /** The first row is the heading. */
    public static List<List<String>> bounds(List<Measure> measures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("scenario", "what", "on", "size", "bound", "is", "is to be", "holds"));
        for (Measure measure : measures) {
            for (Bound bound : measure.bounds()) {
                rows.add(List.of(
                        measure.scenario(),
                        measure.part(),
                        Measures.name(measure.on()),
                        size(measure.size()),
                        bound.what(),
                        number(bound.counted()),
                        bound.side().text() + " " + number(bound.allowed()),
                        bound.holds() ? "yes" : "NO"));
            }
        }
        return rows;
    }

    private static String size(OptionalLong size) {
        return size.isPresent() ? String.format(Locale.ROOT, "%,d", size.getAsLong()) : "";
    }

    private static String number(double value) {
        return value >= 1_000 ? String.format(Locale.ROOT, "%,.0f", value) : plain(value);
    }

    private static String plain(double value) {
        return value == 0
                ? "0"
                : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
