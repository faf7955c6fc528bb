package io.blindhop.functions.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.entry.RecordedEntries;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What CloudWatch asks of a line, as the specification of the Embedded Metric Format and its JSON schema say it; what it does
 * not understand it drops without a word.
 */
final class EmbeddedMetricRules {
    private static final int MAX_EVENT_BYTES = 256 * 1024;
    private static final Set<String> UNITS = Set.of(
            "Seconds",
            "Microseconds",
            "Milliseconds",
            "Bytes",
            "Kilobytes",
            "Megabytes",
            "Gigabytes",
            "Terabytes",
            "Bits",
            "Kilobits",
            "Megabits",
            "Gigabits",
            "Terabits",
            "Percent",
            "Count",
            "Bytes/Second",
            "Count/Second",
            "None");

    private EmbeddedMetricRules() {}

    /** @return the names of all metrics with their values */
    static Map<String, Double> metricsOf(String line) {
        assertThat(line).doesNotContain("\n", "\r");
        assertThat(line.length()).isLessThan(MAX_EVENT_BYTES);
        JsonNode root = RecordedEntries.json(line);
        assertThat(root.isObject()).isTrue();
        JsonNode metadata = root.get("_aws");
        assertThat(names(metadata)).containsExactlyInAnyOrder("Timestamp", "CloudWatchMetrics");
        assertThat(metadata.get("Timestamp").isIntegralNumber()).isTrue();
        assertThat(metadata.get("Timestamp").asLong())
                .as("milliseconds, not seconds")
                .isGreaterThan(1_000_000_000_000L);
        assertThat(metadata.get("CloudWatchMetrics").isArray()).isTrue();
        Map<String, Double> metrics = new HashMap<>();
        metadata.get("CloudWatchMetrics").forEach(directive -> directive(root, directive, metrics));
        return metrics;
    }

    private static void directive(JsonNode root, JsonNode directive, Map<String, Double> metrics) {
        assertThat(names(directive)).containsExactlyInAnyOrder("Namespace", "Dimensions", "Metrics");
        assertThat(directive.get("Namespace").asText())
                .matches("[A-Za-z0-9._/#:-]{1,255}")
                .doesNotStartWith("AWS/");
        assertThat(directive.get("Dimensions").isArray()).isTrue();
        assertThat(directive.get("Dimensions")).isNotEmpty();
        directive.get("Dimensions").forEach(set -> dimensions(root, set));
        assertThat(directive.get("Metrics")).hasSizeBetween(1, 100);
        directive.get("Metrics").forEach(definition -> metric(root, definition, metrics));
    }

    private static void dimensions(JsonNode root, JsonNode set) {
        assertThat(set.isArray()).isTrue();
        assertThat(set).hasSizeLessThanOrEqualTo(30);
        Set<String> names = new HashSet<>();
        for (JsonNode name : set) {
            assertThat(name.asText()).matches("[\\x20-\\x7e&&[^:]]{1,250}");
            assertThat(names.add(name.asText())).isTrue();
            assertThat(root.path(name.asText()).isTextual()).as(name.asText()).isTrue();
            assertThat(root.get(name.asText()).asText()).matches("\\S[\\x20-\\x7e]{0,1023}");
        }
    }

    private static void metric(JsonNode root, JsonNode definition, Map<String, Double> metrics) {
        assertThat(List.of("Name", "Unit", "StorageResolution")).containsAll(names(definition));
        String name = definition.get("Name").asText();
        assertThat(name).matches("[\\x20-\\x7e]{1,1024}");
        assertThat(UNITS).contains(definition.get("Unit").asText());
        assertThat(root.path(name).isNumber()).as(name).isTrue();
        assertThat(metrics.put(name, root.get(name).asDouble())).as(name).isNull();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
