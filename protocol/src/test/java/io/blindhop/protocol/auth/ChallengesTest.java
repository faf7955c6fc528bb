package io.blindhop.protocol.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChallengesTest {
    private static final Optional<String> NAME = Optional.of("cn=Jürgen Müller/o=日本 😀");
    private static final Optional<String> KEY = Optional.of(AuthFixture.KEY);

    private final AuthFixture clock = new AuthFixture();
    private final Challenges challenges = new Challenges(AuthFixture.SECRETS, clock, new Random(42));

    @Test
    void aChallengeCarriesEverythingTheLoginNeeds() {
        Challenge challenge = valid(challenges.issue(AuthFixture.TENANT, NAME, KEY));
        assertThat(challenge.username()).isEqualTo(NAME);
        assertThat(challenge.signingPublicKey()).isEqualTo(KEY);
        assertThat(challenge.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        Challenge other = valid(challenges.issue(AuthFixture.TENANT, NAME, Optional.empty()));
        assertThat(other.signingPublicKey()).isEmpty();
        assertThat(other.nonce()).isNotEqualTo(challenge.nonce());
    }

    @Test
    void theLargestChallengeHasTheFormThatOurClientsSign() {
        String largest = challenges.issue(
                AuthFixture.TENANT, Optional.of("日".repeat(256)), Optional.of("k".repeat(Challenges.MAX_KEY)));
        assertThat(largest).matches("[A-Za-z0-9._-]{16,2048}");
        assertThat(valid(largest).username()).contains("日".repeat(256));
        assertThat(challenges.issue(AuthFixture.TENANT, Optional.empty(), Optional.empty()))
                .matches("[A-Za-z0-9._-]{16,2048}");
    }

    @Test
    void whatDoesNotFitIsRefusedWhenItIsIssued() {
        assertThatThrownBy(() -> challenges.issue(AuthFixture.TENANT, Optional.of("n".repeat(257)), KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 256");
        assertThatThrownBy(() -> challenges.issue(AuthFixture.TENANT, NAME, Optional.of("k".repeat(513))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 512");
        assertThatThrownBy(() -> challenges.issue(AuthFixture.TENANT, NAME, Optional.of("é")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChallengeLivesForFiveMinutes() {
        String text = challenges.issue(AuthFixture.TENANT, NAME, KEY);
        clock.pass(Duration.ofMinutes(5));
        assertThat(challenges.check(AuthFixture.TENANT, text)).isInstanceOf(ChallengeCheck.Valid.class);
        clock.pass(Duration.ofMillis(1));
        assertThat(challenges.check(AuthFixture.TENANT, text)).isEqualTo(new ChallengeCheck.Expired());
    }

    @Test
    void aChallengeIsUnknownInEveryOtherRealm() {
        String text = challenges.issue(AuthFixture.TENANT, NAME, KEY);
        for (Realm other : AuthFixture.otherRealms()) {
            assertThat(challenges.check(other, text)).as("%s", other).isEqualTo(new ChallengeCheck.Unknown());
        }
    }

    @Test
    void aChallengeThatWasChangedAnywhereIsUnknown() {
        String text = challenges.issue(AuthFixture.TENANT, NAME, KEY);
        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertUnknown(changed);
            assertUnknown(text.substring(0, i));
        }
        for (String more : new String[] {"", "=", ".", ".x", "\n", " ", "A"}) {
            if (!more.isEmpty()) {
                assertUnknown(text + more);
            }
        }
        assertUnknown("x".repeat(100_000));
        assertUnknown("01a202ce-3afb-718c-a44b-52b80b188227");
        clock.pass(Duration.ofHours(1));
        assertUnknown(text.replace('c', 'd'));
    }

    @Test
    void anOlderSecretIsAcceptedUntilItIsDropped() {
        String text = challenges.issue(AuthFixture.TENANT, NAME, KEY);
        assertThat(new Challenges(AuthFixture.secrets(2, 1), clock, new Random(1)).check(AuthFixture.TENANT, text))
                .isInstanceOf(ChallengeCheck.Valid.class);
        assertThat(new Challenges(AuthFixture.secrets(2), clock, new Random(1)).check(AuthFixture.TENANT, text))
                .isInstanceOf(ChallengeCheck.Unknown.class);
    }

    @Test
    void aReplayedChallengeIsStillValidButItsNonceIsSpent() {
        Nonces nonces = new InMemoryNonces(clock);
        String text = challenges.issue(AuthFixture.TENANT, NAME, KEY);
        assertThat(nonces.spend(valid(text).nonce(), valid(text).expiresAt())).isTrue();
        clock.pass(Duration.ofMinutes(5));
        assertThat(nonces.spend(valid(text).nonce(), valid(text).expiresAt())).isFalse();
        assertThat(nonces.spend("another", valid(text).expiresAt())).isTrue();
    }

    @Test
    void aSecretThatIsTooShortIsRefused() {
        assertThatThrownBy(() -> MasterSecret.of(io.blindhop.protocol.Bytes.wrap(new byte[31])))
                .hasMessageContaining("at least 32");
        assertThatThrownBy(AuthFixture::secrets).isInstanceOf(IllegalArgumentException.class);
    }

    private Challenge valid(String text) {
        return ((ChallengeCheck.Valid) challenges.check(AuthFixture.TENANT, text)).challenge();
    }

    private void assertUnknown(String text) {
        assertThat(challenges.check(AuthFixture.TENANT, text)).as(text).isEqualTo(new ChallengeCheck.Unknown());
    }
}
