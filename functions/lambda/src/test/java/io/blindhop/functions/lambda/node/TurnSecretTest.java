package io.blindhop.functions.lambda.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.lambda.secrets.SecretsInMemory;
import io.blindhop.functions.node.TurnOptions;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnSecretTest {
    private static final SignalingSettings SETTINGS = new SignalingSettings(
            Optional.empty(), Optional.empty(), List.of(), List.of("turn:turn.example"), "arn:turn");

    private final SecretsInMemory secrets = new SecretsInMemory();
    private Instant now = Instant.parse("2026-11-22T20:00:00Z");
    private final TurnOptions turn = SETTINGS.options(secrets, () -> now).turn().orElseThrow();

    @Test
    void theSecretIsReadWhenATicketNeedsItAndThenNotForAWhile() {
        secrets.replace("arn:turn", " north\n");
        assertThat(secrets.reads()).isZero();
        assertThat(turn.secret().text()).isEqualTo("north");
        assertThat(turn.secret().text()).isEqualTo("north");
        assertThat(secrets.reads()).isOne();
    }

    @Test
    void aSecretThatWasReplacedCountsWithinMinutes() {
        secrets.replace("arn:turn", "north");
        assertThat(turn.secret().text()).isEqualTo("north");
        secrets.replace("arn:turn", "south");
        now = now.plus(Duration.ofMinutes(5));
        assertThat(turn.secret().text()).isEqualTo("south");
        secrets.away(true);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(turn.secret().text()).isEqualTo("south");
    }

    @Test
    void aSecretThatNobodyHasPutIsSaidToBeMissing() {
        assertThatThrownBy(() -> turn.secret().text())
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("static-auth-secret");
        secrets.replace("arn:turn", "north");
        assertThat(turn.secret().text()).isEqualTo("north");
    }

    @Test
    void noSecretIsInATextOfTheOptions() {
        secrets.replace("arn:turn", "north");
        assertThat(new TurnOptions(List.of("turn:a"), "north").toString()).doesNotContain("north");
        assertThat(new TurnOptions(List.of("turn:a"), "north").secret().toString())
                .doesNotContain("north");
    }
}
