package io.blindhop.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blindhop.functions.cost.Price;
import io.blindhop.functions.cost.PriceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SignalingBenchTest {
    @TempDir
    private Path folder;

    @Test
    void everyKindOfMessageIsCountedWithWhatItCosts() throws IOException {
        SignalingReport report =
                new SignalingBench(new SignalingOptions(8, 2, 24, 1), PriceTable.usEast1(), line -> {}).run(folder);
        JsonNode json = new ObjectMapper().readTree(report.toJson());
        assertThat(json.get("errors")).isEmpty();
        Map<String, JsonNode> phases = new HashMap<>();
        json.get("phases").forEach(phase -> phases.put(phase.get("name").asText(), phase));
        assertThat(phases).containsOnlyKeys("connect", "join", "signal", "ping", "subscribe", "change");
        assertThat(phases.get("join").get("posts").asDouble())
                .as("each is answered, and in a room of four told to none, one, two and three")
                .isEqualTo(1 + 1.5);
        assertThat(phases.get("signal").get("posts").asDouble()).isEqualTo(1);
        assertThat(phases.get("ping").get("posts").asDouble()).isEqualTo(1);
        assertThat(phases.get("change").get("messages").asInt()).isEqualTo(5 * 8);
        JsonNode ping = phases.get("ping");
        PriceTable prices = PriceTable.usEast1();
        assertThat(ping.get("usdPerMillion").asDouble())
                .isCloseTo(
                        1e6
                                * (prices.usd(
                                                Price.READ_UNIT,
                                                ping.get("readUnits").asDouble())
                                        + prices.usd(
                                                Price.WRITE_UNIT,
                                                ping.get("writeUnits").asDouble())
                                        + prices.usd(Price.FUNCTION_REQUEST, 1)
                                        + prices.usd(Price.WEBSOCKET_MESSAGE, 2)),
                        org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void moreConnectionsThanTheRoomsTakeAreRefusedWithWhatToDo() {
        assertThatThrownBy(() -> new SignalingOptions(2_000, 50, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--rooms of at least 63");
    }
}
