package io.blindhop.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.entry.RecordedEntries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class HopBenchTest {
    private static final int ENTRIES = 60;

    @TempDir
    private Path folder;

    @Test
    void aRequestThroughHopsIsOneRequestToTheOriginAndACacheAsksForEachEntryOnce() throws IOException {
        HopReport report = new HopBench(new BenchOptions(ENTRIES, 20, 2), line -> {}).run(folder);

        assertThat(report.ways())
                .extracting(HopReport.Way::hops)
                .isEqualTo(IntStream.rangeClosed(0, 3).boxed().toList());
        for (HopReport.Way way : report.ways()) {
            assertThat(way.kinds())
                    .extracting(kind -> kind.route().name())
                    .containsExactly("push", "head", "scan", "pull");
        }
        HopReport.Cached cached = report.cached();
        assertThat(cached.entries()).isEqualTo((long) cached.clients() * ENTRIES);
        assertThat(cached.atOrigin().entries()).isEqualTo(ENTRIES);
        assertThat(cached.hitRatio()).isEqualTo(1 - 1.0 / cached.clients());
        JsonNode json = RecordedEntries.json(report.toJson());
        assertThat(json.at("/ways/3/hops").asInt()).isEqualTo(3);
        assertThat(json.at("/ways/3/kinds/1/name").asText()).isEqualTo("head");
        assertThat(json.at("/ways/3/kinds/1/ofTheOrigin/requests").asLong())
                .isEqualTo(report.ways().get(3).kinds().get(1).atOrigin().requests());
        assertThat(json.at("/cache/ofTheOrigin/entries").asInt()).isEqualTo(ENTRIES);
        assertThat(json.at("/cache/hitRatio").asDouble()).isEqualTo(cached.hitRatio());
    }
}
