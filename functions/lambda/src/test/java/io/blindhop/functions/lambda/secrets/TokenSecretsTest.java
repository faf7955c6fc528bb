package io.blindhop.functions.lambda.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.protocol.auth.Tokens;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenSecretsTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private final SecretsInMemory store = new SecretsInMemory();
    private final NodeSecrets secrets = new NodeSecrets(store, "identity", "tokens");
    private Instant now = START;
    private final InstantSource clock = () -> now;

    @BeforeEach
    void secretsExist() {
        secrets.initialise(clock, random);
    }

    private void wait(Duration time) {
        now = now.plus(time);
    }

    @Test
    void aSecretThatWasNeverMadeIsSaidToBeMissing() {
        assertThatThrownBy(() -> TokenSecrets.open(store, "other", clock))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("initialise");
    }

    @Test
    void theSecretsAreReadOnceInAWhile() {
        TokenSecrets copy = copy();
        int reads = store.reads();

        copy.get();
        wait(WatchedSecret.LOOK_EVERY.minusSeconds(1));
        copy.get();
        assertThat(store.reads()).isEqualTo(reads);

        wait(Duration.ofSeconds(1));
        copy.get();
        assertThat(store.reads()).isEqualTo(reads + 1);
    }

    @Test
    void aRotatedSecretIsAcceptedAtOnceAndSignsWhenEveryCopyKnowsIt() {
        TokenSecrets early = copy();
        String before = signing(early);

        secrets.rotateTokenSecret(clock, random);
        TokenSecrets late = copy();
        assertThat(late.get()).hasSize(2);
        assertThat(signing(late)).isEqualTo(before);

        wait(TokenSecretDocument.NOTICE);
        assertThat(early.get()).hasSize(2);
        assertThat(signing(late)).isNotEqualTo(before);
        assertThat(signing(early)).isEqualTo(signing(late));
    }

    @Test
    void aCopyThatWasFrozenForAnHourWakesToTheSecretsInForce() {
        TokenSecrets frozen = copy();
        secrets.rotateTokenSecret(clock, random);
        wait(Duration.ofHours(1));

        TokenSecrets fresh = copy();
        assertThat(signing(frozen)).isEqualTo(signing(fresh));
    }

    @Test
    void aReplacedSecretGoesWhenItsLastTokenHasExpired() {
        secrets.rotateTokenSecret(clock, random);
        wait(TokenSecretDocument.NOTICE.multipliedBy(2).plus(Tokens.LIFETIME).plus(Tokens.MAX_SKEW));
        secrets.rotateTokenSecret(clock, random);
        assertThat(copy().get()).hasSize(3);

        wait(Duration.ofMillis(1));
        secrets.rotateTokenSecret(clock, random);
        assertThat(copy().get()).hasSize(3);
    }

    @Test
    void whatIsKnownCountsForAnHourWhileTheServiceIsAway() {
        TokenSecrets copy = copy();
        store.away(true);

        wait(WatchedSecret.GOOD_FOR.minusSeconds(1));
        assertThat(copy.get()).hasSize(1);

        wait(Duration.ofSeconds(1));
        assertThatThrownBy(copy::get).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aClockThatIsFarBehindStillFindsASecretToSignWith() {
        secrets.rotateTokenSecret(clock, random);
        String signing = signing(copy());

        now = START.minus(Duration.ofDays(1));
        assertThat(signing(copy())).isEqualTo(signing);
    }

    @Test
    void whatIsNoSecretIsRefusedWithoutShowingIt() {
        store.replace("tokens", "{\"secrets\":[{\"secret\":\"aHVzaA==\",\"signsFrom\":\"2026-01-01T00:00:00Z\"}]}");
        assertThatThrownBy(this::copy)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("aHVzaA")
                .hasNoCause();
        store.replace("tokens", "{\"secrets\":[]}");
        assertThatThrownBy(this::copy)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The secret for tokens has no secret in it");
    }

    /** The token that these secrets sign at a fixed time: it tells which of them signs. */
    private static String signing(TokenSecrets secrets) {
        return new Tokens(new MasterSecrets(secrets), () -> START).issueSystem("somebody", "key");
    }

    private TokenSecrets copy() {
        return TokenSecrets.open(store, "tokens", clock);
    }
}
