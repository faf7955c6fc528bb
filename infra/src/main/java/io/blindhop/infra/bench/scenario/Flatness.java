package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.Bound;
import io.blindhop.infra.bench.Deployment.Services;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a request costs in the largest store that was measured, next to the smallest one. */
final class Flatness {
    private static final double MOST = 1.10;

    private Flatness() {}

    /** The same measures; that of the largest store of each request says how much more it costs than in the smallest. */
    static List<Measure> bounded(List<Measure> all) {
        Map<String, List<Measure>> parts = new LinkedHashMap<>();
        all.stream()
                .filter(measure ->
                        measure.on() == Services.COUNTING && measure.scenario().equals(Requests.NAME))
                .filter(measure -> !measure.part().endsWith(Requests.NEW_PROCESS))
                .forEach(measure -> parts.computeIfAbsent(measure.part(), _ -> new ArrayList<>())
                        .add(measure));
        List<Measure> bounded = new ArrayList<>(all);
        for (List<Measure> sizes : parts.values()) {
            sizes.sort(Comparator.comparingLong(measure -> measure.size().orElse(0)));
            if (sizes.size() > 1) {
                Measure largest = sizes.getLast();
                bounded.set(all.indexOf(largest), with(largest, bound(sizes.getFirst(), largest)));
            }
        }
        return bounded;
    }

    private static Bound bound(Measure smallest, Measure largest) {
        double ratio = usd(largest) / usd(smallest);
        return new Bound(
                String.format(
                        Locale.ROOT, "times the cost at %,d", smallest.size().orElse(0)),
                Sheet.rounded(ratio),
                MOST);
    }

    private static double usd(Measure measure) {
        return measure.find(Figure.USD).orElseThrow();
    }

    private static Measure with(Measure measure, Bound bound) {
        List<Bound> bounds = new ArrayList<>(measure.bounds());
        bounds.add(bound);
        return new Measure(
                measure.scenario(),
                measure.part(),
                measure.each(),
                measure.on(),
                measure.size(),
                measure.figures(),
                bounds);
    }
}
