package io.blindhop.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.blindhop.protocol.store.SettableClock;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PutIdTest {
    private static final long NOW = 1_800_000_000_123L;

    private final RandomGenerator random = new SplittableRandom(1);

    private PutId at(long millis) {
        return PutId.create(new SettableClock(millis), random);
    }

    @Test
    void itIsAUuidOfVersionSeven() {
        for (int i = 0; i < 100; i++) {
            String hex = at(NOW).hex();
            UUID uuid = new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
        }
    }

    @Test
    void itSortsByTimeAndSaysWhen() {
        PutId earlier = at(NOW);
        PutId later = at(NOW + 1);
        assertThat(earlier).isLessThan(later);
        assertThat(earlier.millis()).isEqualTo(NOW);
        assertThat(PutId.floor(NOW)).isLessThanOrEqualTo(earlier.hex());
        assertThat(PutId.floor(NOW + 1)).isGreaterThan(earlier.hex()).isLessThanOrEqualTo(later.hex());
    }

    @Test
    void twoOfTheSameMillisecondDiffer() {
        assertThat(at(NOW)).isNotEqualTo(at(NOW));
    }

    @Test
    void anotherTextIsRefused() {
        for (String text :
                new String[] {"", "0".repeat(31), "0".repeat(33), "G".repeat(32), "A".repeat(32), "../".repeat(11)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PutId(text))
                    .withMessageContaining("32");
        }
    }
}
