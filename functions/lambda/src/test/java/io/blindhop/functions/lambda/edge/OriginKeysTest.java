package io.blindhop.functions.lambda.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.lambda.secrets.SecretsInMemory;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OriginKeysTest {
    private static final String SECRET = "arn:origin";

    private final SecretsInMemory secrets = new SecretsInMemory();
    private final Edge edge = new Edge();
    private final OriginKeys keys = new OriginKeys(secrets, SECRET, edge);
    private final SecureRandom random = new SecureRandom();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private static final class Edge implements OriginKeyStore {
        private Optional<String> key = Optional.empty();
        private boolean away;
        private int writes;

        @Override
        public Optional<String> read() {
            return key;
        }

        @Override
        public void write(String value) {
            if (away) {
                throw new StoreUnavailableException("away");
            }
            writes++;
            key = Optional.of(value);
        }
    }

    private Supplier<List<String>> copyOfSync() {
        return OriginKeys.accepted(secrets, SECRET, () -> now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private String published() {
        return edge.key.orElseThrow();
    }

    @Test
    void theFirstKeyIsMadeOnceAndHandedToCloudFront() {
        assertThat(keys.initialise(() -> now, random)).isTrue();
        assertThat(copyOfSync().get()).containsExactly(published());
        assertThat(keys.initialise(() -> now, random)).isFalse();
        assertThat(edge.writes).isEqualTo(1);
    }

    @Test
    void anInitialisationThatDiedHalfWayIsFinishedByTheNext() {
        edge.away = true;
        assertThatThrownBy(() -> keys.initialise(() -> now, random)).isInstanceOf(StoreUnavailableException.class);
        edge.away = false;
        assertThat(keys.initialise(() -> now, random)).isFalse();
        assertThat(copyOfSync().get()).containsExactly(published());
    }

    @Test
    void aNewKeyIsAcceptedByEveryCopyBeforeCloudFrontHasIt() {
        keys.initialise(() -> now, random);
        String old = published();
        Supplier<List<String>> copy = copyOfSync();

        keys.rotate(() -> now, random);
        assertThat(keys.publish(() -> now)).isFalse();
        assertThat(published()).isEqualTo(old);

        pass(Duration.ofMinutes(10));
        assertThat(copy.get()).hasSize(2).contains(old);
        assertThat(keys.publish(() -> now)).isTrue();
        assertThat(published()).isNotEqualTo(old);
        assertThat(copy.get()).contains(published(), old);
    }

    @Test
    void theKeyInUseSurvivesRotationsInARowAndSweepsThatFail() {
        keys.initialise(() -> now, random);
        for (int rotation = 0; rotation < 5; rotation++) {
            keys.rotate(() -> now, random);
            assertThat(copyOfSync().get()).contains(published());
            pass(rotation % 2 == 0 ? Duration.ofMinutes(1) : Duration.ofDays(2));
            assertThat(copyOfSync().get()).contains(published());
        }
    }

    @Test
    void anOldKeyIsRefusedAfterTheSecondRotation() {
        keys.initialise(() -> now, random);
        String old = published();
        keys.rotate(() -> now, random);
        pass(Duration.ofHours(3));
        keys.publish(() -> now);
        keys.rotate(() -> now, random);
        assertThat(copyOfSync().get()).doesNotContain(old).contains(published());
    }

    @Test
    void withoutAFirstKeyThereIsNothingToPublish() {
        assertThatThrownBy(() -> keys.publish(() -> now))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("initialise first");
    }
}
