package io.blindhop.infra.bench.plot;

import java.util.List;

/**
 * Lines over two logarithmic axes. Values must be above zero.
 *
 * @param series at least one, each with at least one point, points by rising x
 */
public record Plot(String title, String xAxis, String yAxis, List<Series> series) {
    public Plot {
        series = List.copyOf(series);
        if (series.isEmpty() || series.stream().anyMatch(line -> line.points().isEmpty())) {
            throw new IllegalArgumentException("A plot has lines, and a line has points");
        }
        if (series.stream()
                .flatMap(line -> line.points().stream())
                .anyMatch(point -> point.x() <= 0 || point.y() <= 0)) {
            throw new IllegalArgumentException("On logarithmic axes everything is above zero");
        }
    }

    public record Series(String label, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    public record Point(double x, double y) {}
}
