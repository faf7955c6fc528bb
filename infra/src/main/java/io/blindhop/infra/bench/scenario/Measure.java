package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.Bound;
import io.blindhop.infra.bench.Deployment.Services;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was measured of one part of a scenario.
 *
 * @param part of the scenario, in words
 * @param each of which the figures tell
 * @param size entries of the store, users of the directory; none where the scenario has no size
 */
public record Measure(
        String scenario,
        String part,
        String each,
        Services on,
        OptionalLong size,
        Map<Figure, Double> figures,
        List<Bound> bounds) {
    public Measure {
        Map<Figure, Double> copy = new EnumMap<>(Figure.class);
        copy.putAll(figures);
        figures = Collections.unmodifiableMap(copy);
        bounds = List.copyOf(bounds);
    }

    public Optional<Double> find(Figure figure) {
        return Optional.ofNullable(figures.get(figure));
    }
}
