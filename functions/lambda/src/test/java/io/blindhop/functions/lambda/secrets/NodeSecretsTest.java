package io.blindhop.functions.lambda.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class NodeSecretsTest {
    private final InstantSource clock = () -> Instant.EPOCH;
    private final SecureRandom random = new SecureRandom();
    private final SecretsInMemory store = new SecretsInMemory();
    private final NodeSecrets secrets = new NodeSecrets(store, "identity", "tokens");

    @Test
    void anIdentityThatWasNeverMadeIsSaidToBeMissing() {
        assertThatThrownBy(secrets::readIdentity)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("initialise");
    }

    @Test
    void theIdentityIsMadeOnceAndReadBack() {
        assertThat(secrets.initialise(clock, random)).isTrue();
        Identity first = secrets.readIdentity();
        assertThat(secrets.initialise(clock, random)).isFalse();
        Identity again = secrets.readIdentity();

        assertThat(again.username()).isEqualTo(first.username()).startsWith("CN=blindhop-");
        assertThat(again.signing().publicPem()).isEqualTo(first.signing().publicPem());
        assertThat(again.encryption().pkcs8()).isEqualTo(first.encryption().pkcs8());
    }

    @Test
    void whoIsSlowerTakesTheIdentityOfTheOther() {
        SecretStore blind = new SecretsInMemory() {
            @Override
            public java.util.Optional<String> read(String name) {
                return java.util.Optional.empty();
            }

            @Override
            public boolean writeFirst(String name, String text) {
                return store.writeFirst(name, text);
            }
        };
        secrets.initialise(clock, random);
        Identity winner = secrets.readIdentity();

        assertThat(new NodeSecrets(blind, "identity", "tokens").initialise(clock, random))
                .isFalse();
        assertThat(secrets.readIdentity().signing().pkcs8())
                .isEqualTo(winner.signing().pkcs8());
    }

    @Test
    void aDamagedIdentityIsRefusedWithoutShowingIt() {
        store.replace("identity", "{\"username\":\"x\",\"signing\":{\"privateKey\":\"aHVzaA==\"}}");
        assertThatThrownBy(secrets::readIdentity)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The secret with the server's identity has no publicKey");
        store.replace("identity", "hush");
        assertThatThrownBy(secrets::readIdentity)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("hush");
    }

    @Test
    void nothingIsRotatedThatDoesNotExist() {
        assertThatThrownBy(() -> secrets.rotateTokenSecret(clock, random)).isInstanceOf(IllegalStateException.class);
    }
}
