package io.blindhop.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.protocol.auth.Tokens;
import io.blindhop.protocol.auth.UnverifiedToken;
import io.blindhop.protocol.store.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterSecretFileTest {
    @TempDir
    private Path temp;

    private final SecureRandom random = new SecureRandom();
    private final SettableClock clock = new SettableClock(1_800_000_000_000L);

    private MasterSecretFile file() throws IOException {
        return MasterSecretFile.open(temp.resolve("master.secret"), random);
    }

    private void rotate() throws IOException {
        file().rotate(clock.instant(), random);
    }

    private static UnverifiedToken issued(Tokens tokens) {
        return UnverifiedToken.parse(tokens.issueSystem("cn=admin", "key")).orElseThrow();
    }

    @Test
    void aRunningServerSignsWithTheNewSecretAndAcceptsWhatTheOldOneSigned() throws IOException {
        Tokens running = new Tokens(new MasterSecrets(file()), clock);
        UnverifiedToken old = issued(running);

        rotate();

        assertThat(running.verifySystem(old)).isPresent();
        UnverifiedToken fresh = issued(running);
        assertThat(running.verifySystem(fresh)).isPresent();
        Tokens onlyNewest =
                new Tokens(new MasterSecrets(java.util.List.of(file().get().getFirst())), clock);
        assertThat(onlyNewest.verifySystem(fresh)).isPresent();
        assertThat(onlyNewest.verifySystem(old)).isEmpty();
    }

    @Test
    void anotherStartReadsTheSameSecrets() throws IOException {
        UnverifiedToken token = issued(new Tokens(new MasterSecrets(file()), clock));
        rotate();
        assertThat(new Tokens(new MasterSecrets(file()), clock).verifySystem(token))
                .isPresent();
    }

    @Test
    void aSecretIsDroppedOnceNothingThatItSignedIsValid() throws IOException {
        rotate();
        rotate();
        assertThat(file().get()).hasSize(3);
        clock.set(clock.millis() + Duration.ofMinutes(65).toMillis());
        rotate();
        assertThat(file().get()).hasSize(4);
        clock.set(clock.millis() + 1);
        rotate();
        // The two that were replaced 65 minutes ago are gone, the one that was replaced a millisecond ago is not.
        assertThat(file().get()).hasSize(3);
    }
}
