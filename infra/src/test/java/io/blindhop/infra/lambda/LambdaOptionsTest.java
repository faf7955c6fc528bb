package io.blindhop.infra.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LambdaOptionsTest {
    private static final LambdaOptions DEFAULTS = LambdaOptions.of(Path.of("task"), "sync");

    @Test
    void theDefaultsAreOneCopyAMinuteAndHalfAGigabyte() {
        assertThat(DEFAULTS.copies()).isEqualTo(1);
        assertThat(DEFAULTS.choice()).isEqualTo(CopyChoice.MOST_RECENT);
        assertThat(DEFAULTS.recycleAfter()).isEmpty();
        assertThat(DEFAULTS.timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(DEFAULTS.initTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(DEFAULTS.memoryMegabytes()).isEqualTo(512);
        assertThat(DEFAULTS.environment()).isEmpty();
    }

    @Test
    void variablesAreAdded() {
        assertThat(DEFAULTS.withEnvironment(Map.of("A", "1"))
                        .withEnvironment(Map.of("B", "2"))
                        .environment())
                .isEqualTo(Map.of("A", "1", "B", "2"));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withCopies(0, CopyChoice.ALTERNATE));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withRecycleAfter(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withTimeouts(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withTimeouts(Duration.ofSeconds(1), Duration.ZERO));
    }
}
