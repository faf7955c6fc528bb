package io.blindhop.functions.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.functions.cost.Tariff;
import io.blindhop.protocol.entry.RecordedEntries;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunLogTest {
    private final List<String> lines = new ArrayList<>();
    private final SettableClock clock = new SettableClock(1_795_341_792_000L);
    private final RunLog log = new RunLog(
            lines::add, "maintenance-test", clock, Tariff.of(Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")));

    private JsonNode line() {
        assertThat(lines).hasSize(1);
        return RecordedEntries.json(lines.getFirst());
    }

    @Test
    void aRunSaysWhatItDidAndWhatItCost() {
        InMemoryTable table = new InMemoryTable(new Meters());
        new Invocations().<Boolean, RuntimeException>call("id-1", "", () -> {
            log.observe("maintenance", () -> {
                table.get(new Key("p", "s"), Consistency.STRONG);
                clock.set(clock.millis() + 250);
                return Map.of("PutsFinished", 2L, "ObjectsDeleted", 0L);
            });
            return true;
        });

        assertThat(EmbeddedMetricRules.metricsOf(lines.getFirst()))
                .isEqualTo(Map.of(
                        "Runs", 1.0, "Duration", 250.0, "ReadUnits", 1.0, "PutsFinished", 2.0, "ColdStarts", 1.0));
        assertThat(line().get("Run").asText()).isEqualTo("maintenance");
        assertThat(line().get("Function").asText()).isEqualTo("maintenance-test");
        assertThat(line().get("requestId").asText()).isEqualTo("id-1");
        assertThat(line().get("failed").asBoolean()).isFalse();
        assertThat(line().get("ObjectsDeleted").asInt()).isZero();
        assertThat(line().at("/tableCalls/GET_ITEM").asInt()).isEqualTo(1);
        assertThat(line().get("memoryMegabytes").asInt()).isEqualTo(512);
        assertThat(line().at("/microUsd/table").asDouble()).isEqualTo(0.125);
        assertThat(line().at("/microUsd/function").asDouble())
                .as("an invocation and 250 ms of half a gigabyte")
                .isEqualTo(2.283);
    }

    @Test
    void aRunThatFailsSaysSoAndFails() {
        assertThatThrownBy(() -> log.observe("maintenance", () -> {
                    throw new IOException("broken");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");

        assertThat(EmbeddedMetricRules.metricsOf(lines.getFirst()))
                .isEqualTo(Map.of("Runs", 1.0, "RunFailures", 1.0, "Duration", 0.0));
        assertThat(line().get("failed").asBoolean()).isTrue();
    }

    @Test
    void aMetricOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> log.observe("maintenance", () -> Map.of("puts finished", 1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The name of a metric is 1 to 40 letters, not puts finished");
    }

    @Test
    void noDirectiveHasMoreMetricsThanCloudWatchTakes() {
        MetricLine.Metrics metrics = new MetricLine(clock.millis(), "f").metricsBy();
        for (int i = 0; i < 100; i++) {
            metrics.count("M" + i, 1);
        }
        metrics.count("Zero", 0);
        assertThatThrownBy(() -> metrics.count("M100", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A directive has at most 100 metrics, no room for M100");
    }
}
