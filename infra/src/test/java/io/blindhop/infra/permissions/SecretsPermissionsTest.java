package io.blindhop.infra.permissions;

import io.blindhop.functions.lambda.secrets.AwsSecretStore;
import io.blindhop.functions.lambda.secrets.NodeSecrets;
import io.blindhop.functions.lambda.secrets.SecretsManagerClients;
import io.blindhop.infra.emulators.Patient;
import io.blindhop.infra.emulators.SecretsManagerEmulator;
import io.blindhop.store.s3.calls.ActionRecorder;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What each function does with the secrets is what it may do with them. */
class SecretsPermissionsTest {
    private static final Set<String> SECRETS = Set.of("secretsmanager");

    private static SecretsManagerClient client(SecretsManagerEmulator emulator, ActionRecorder recorder) {
        return recorder.attachTo(SecretsManagerClients.builder(Patient.BACKOFF))
                .endpointOverride(emulator.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    private static NodeSecrets secrets(SecretsManagerClient client) {
        return new NodeSecrets(new AwsSecretStore(client), "arn:identity", "arn:tokens");
    }

    @Test
    void maintenanceMakesAndReplacesThemAndTheOthersReadThem() throws IOException {
        ActionRecorder ofMaintenance = new ActionRecorder();
        ActionRecorder ofOthers = new ActionRecorder();
        try (SecretsManagerEmulator emulator = SecretsManagerEmulator.start();
                SecretsManagerClient maintenance = client(emulator, ofMaintenance);
                SecretsManagerClient others = client(emulator, ofOthers)) {
            secrets(maintenance).initialise(Clock.systemUTC(), new SecureRandom());
            secrets(maintenance).rotateTokenSecret(Clock.systemUTC(), new SecureRandom());
            secrets(others).readIdentity();
            var _ = secrets(others).openTokenSecrets(Clock.systemUTC());
        }
        PermissionsFile.check("maintenance", SECRETS, ofMaintenance.permissions());
        for (String function : List.of("sync", "signaling", "notify")) {
            PermissionsFile.check(function, SECRETS, ofOthers.permissions());
        }
    }
}
