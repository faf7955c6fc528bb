package io.blindhop.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViaTest {
    @Test
    void aHeaderIsReadAsItWasWritten() {
        Via via = Via.NONE.through("office").through("region-eu");

        assertThat(via.header()).isEqualTo("office, region-eu");
        assertThat(Via.parse(via.header())).isEqualTo(via);
        assertThat(Via.parse(" ")).isEqualTo(Via.NONE);
    }

    @Test
    void aRequestThatComesBackIsALoop() {
        assertThatThrownBy(() -> Via.parse("a,b,c").through("b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loop");
    }

    @Test
    void eightHopsAreTakenAndNineAreNot() {
        List<String> nodes = IntStream.range(0, 8).mapToObj(i -> "n" + i).toList();
        Via eight = new Via(nodes);

        assertThatThrownBy(() -> eight.through("n8"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9 hops, the limit is 8");
        assertThatThrownBy(() -> Via.parse("a,".repeat(100_000) + "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,,b", "a b", "a\r\nHost: x", ",", "ä"})
    void aNameThatIsNoneIsRefused(String header) {
        assertThatThrownBy(() -> Via.parse(header)).isInstanceOf(IllegalArgumentException.class);
    }
}
