package io.blindhop.infra.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.lambda.secrets.AwsSecretStore;
import io.blindhop.functions.lambda.secrets.NodeSecrets;
import io.blindhop.functions.lambda.secrets.SecretsManagerClients;
import io.blindhop.protocol.store.StoreUnavailableException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The secrets of a node through the real client of the SDK. */
class SecretsManagerEmulatorTest {
    private SecretsManagerEmulator emulator;
    private SecretsManagerClient client;
    private AwsSecretStore store;

    @BeforeEach
    void theServiceRuns() throws IOException {
        emulator = SecretsManagerEmulator.start();
        client = SecretsManagerClients.builder(Patient.BACKOFF)
                .endpointOverride(emulator.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
        store = new AwsSecretStore(client);
    }

    @AfterEach
    void theServiceStops() {
        client.close();
        emulator.close();
    }

    @Test
    void aSecretWithoutAValueIsEmpty() {
        assertThat(store.read("arn:a")).isEmpty();
    }

    @Test
    void theFirstValueIsWrittenOnce() {
        assertThat(store.writeFirst("arn:a", "one")).isTrue();
        assertThat(store.writeFirst("arn:a", "two")).isFalse();
        assertThat(store.read("arn:a")).contains("one");

        store.replace("arn:a", "three");
        assertThat(store.writeFirst("arn:a", "four")).isFalse();
        assertThat(store.read("arn:a")).contains("three");
    }

    @Test
    void aServiceThatIsAwayIsUnavailable() {
        emulator.away(true);
        assertThatThrownBy(() -> store.read("arn:a")).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aNodeMakesAndRotatesItsSecrets() {
        NodeSecrets secrets = new NodeSecrets(store, "arn:identity", "arn:tokens");
        assertThat(secrets.initialise(Clock.systemUTC(), new SecureRandom())).isTrue();
        String before = emulator.text("arn:tokens");

        secrets.rotateTokenSecret(Clock.systemUTC(), new SecureRandom());

        assertThat(emulator.text("arn:tokens")).isNotEqualTo(before);
        assertThat(secrets.readIdentity().username()).startsWith("CN=blindhop-");
    }
}
