package io.blindhop.functions.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One JSON object that is a log line and, to CloudWatch, metrics (Embedded Metric Format).
 *
 * <p>A figure of zero is in the line and not a metric: every metric costs money in each hour in which it is told of, and sums
 * are the same without it.
 */
final class MetricLine {
    static final String NAMESPACE = "Blindhop";
    static final String FUNCTION = "Function";
    /** That one directive may define. */
    static final int MAX_METRICS = 100;

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final ArrayNode directives;

    MetricLine(long millis, String function) {
        ObjectNode metadata = root.putObject("_aws").put("Timestamp", millis);
        this.directives = metadata.putArray("CloudWatchMetrics");
        root.put("time", Instant.ofEpochMilli(millis).toString());
        root.put(FUNCTION, function);
    }

    MetricLine with(String name, String value) {
        root.put(name, value);
        return this;
    }

    MetricLine with(String name, long value) {
        root.put(name, value);
        return this;
    }

    MetricLine with(String name, boolean value) {
        root.put(name, value);
        return this;
    }

    ObjectNode object(String name) {
        return root.putObject(name);
    }

    /** Metrics by function and the named members of the line, which are texts. */
    Metrics metricsBy(String... dimensions) {
        return new Metrics(dimensions);
    }

    @Override
    public String toString() {
        return root.toString();
    }

    /** One directive; it is in the line once it defines a metric. */
    final class Metrics {
        private final String[] dimensions;
        private Optional<ArrayNode> definitions = Optional.empty();

        private Metrics(String... dimensions) {
            this.dimensions = dimensions;
        }

        Metrics count(String name, long value) {
            return add(name, "Count", value);
        }

        Metrics bytes(String name, long value) {
            return add(name, "Bytes", value);
        }

        /** Capacity units, which come in halves. */
        Metrics units(String name, double value) {
            if (value == Math.rint(value)) {
                return add(name, "Count", Math.round(value));
            }
            root.put(name, value);
            define(name, "Count");
            return this;
        }

        /** A time of zero is one. */
        Metrics millis(String name, long value) {
            root.put(name, value);
            define(name, "Milliseconds");
            return this;
        }

        private Metrics add(String name, String unit, long value) {
            root.put(name, value);
            if (value != 0) {
                define(name, unit);
            }
            return this;
        }

        private void define(String name, String unit) {
            ArrayNode all = definitions.orElseGet(this::directive);
            if (all.size() == MAX_METRICS) {
                throw new IllegalArgumentException(
                        "A directive has at most " + MAX_METRICS + " metrics, no room for " + name);
            }
            all.addObject().put("Name", name).put("Unit", unit);
        }

        private ArrayNode directive() {
            ObjectNode directive = directives.addObject().put("Namespace", NAMESPACE);
            ArrayNode set = directive.putArray("Dimensions").addArray().add(FUNCTION);
            for (String dimension : dimensions) {
                set.add(dimension);
            }
            ArrayNode metrics = directive.putArray("Metrics");
            definitions = Optional.of(metrics);
            return metrics;
        }
    }
}
