package io.blindhop.infra.bench.scenario;

import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.Usage;
import io.blindhop.infra.bench.Bound;
import io.blindhop.infra.bench.Consumed;
import io.blindhop.infra.bench.Deployment.Services;
import io.blindhop.infra.bench.Latencies;
import io.blindhop.infra.cost.Count;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Takes down what one run of a scenario finds. Figures keep four digits: more would only make a difference in the repository. */
final class Sheet {
    private static final MathContext DIGITS = new MathContext(4);
    private static final double MILLION = 1e6;

    private final String scenario;
    private final Services on;
    private final OptionalLong size;
    private final List<Part> parts = new ArrayList<>();

    Sheet(String scenario, Services on, OptionalLong size) {
        this.scenario = scenario;
        this.on = on;
        this.size = size;
    }

    /** @param each of which its figures tell */
    Part part(String name, String each) {
        Part part = new Part(name, each);
        parts.add(part);
        return part;
    }

    /** Whether times mean anything here. */
    boolean timed() {
        return on.timed();
    }

    List<Measure> measures() {
        return parts.stream().map(Part::measure).toList();
    }

    static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    /** DynamoDB and S3. */
    static double usd(Usage usage, long each) {
        return usage.cost(PriceTable.usEast1()) / (double) each * MILLION;
    }

    final class Part {
        private final String name;
        private final String each;
        private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        private final List<Bound> bounds = new ArrayList<>();

        private Part(String name, String each) {
            this.name = name;
            this.each = each;
        }

        Part set(Figure figure, double value) {
            figures.put(figure, rounded(value));
            return this;
        }

        /** A figure that has been set. */
        double of(Figure figure) {
            return figures.getOrDefault(figure, 0.0);
        }

        Part bound(Bound bound) {
            bounds.add(new Bound(bound.what(), rounded(bound.counted()), bound.allowed(), bound.side()));
            return this;
        }

        /**
         * What requests cost, of each.
         *
         * @param entries that were checked or sent in all
         */
        Part costs(Consumed consumed, long number, long entries) {
            Count count = consumed.count((double) entries).times(1 / (double) number);
            return set(Figure.REQUESTS, count.requests())
                    .set(Figure.TABLE_CALLS, count.tableCalls())
                    .set(Figure.READ_UNITS, count.readUnits())
                    .set(Figure.WRITE_UNITS, count.writeUnits())
                    .set(Figure.OBJECT_PUTS, count.blobPuts())
                    .set(Figure.OBJECT_GETS, count.blobGets())
                    .set(Figure.BYTES_OUT, count.bytesOut())
                    .set(Figure.USD, usd(consumed.usage(), number))
                    .set(Figure.FUNCTION_USD, Bill.functions(count));
        }

        /** How many there were in a second, where that means anything. */
        Part speed(Consumed consumed, long number) {
            return on.timed() ? set(Figure.PER_SECOND, (double) number / consumed.seconds()) : this;
        }

        /** How long requests took, where that means anything. */
        Part times(Latencies latencies, String route) {
            if (on.timed()) {
                latencies.routes().stream()
                        .filter(some -> some.name().equals(route))
                        .forEach(some -> set(Figure.P50_MILLIS, some.p50()).set(Figure.P99_MILLIS, some.p99()));
            }
            return this;
        }

        private Measure measure() {
            return new Measure(scenario, name, each, on, size, figures, bounds);
        }
    }
}
