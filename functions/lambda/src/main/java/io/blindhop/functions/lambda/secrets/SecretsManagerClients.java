package io.blindhop.functions.lambda.secrets;

import io.blindhop.store.s3.calls.Backoff;
import io.blindhop.store.s3.calls.BoundedCalls;
import java.time.Duration;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/** How clients of Secrets Manager are built, in a function and in a test. */
public final class SecretsManagerClients {
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(15);

    private SecretsManagerClients() {}

    /**
     * A builder with the limits of {@link BoundedCalls}: 5 s without a byte, 15 s for a call. Region, credentials and endpoint
     * are the environment's unless set.
     */
    public static SecretsManagerClientBuilder builder(Backoff backoff) {
        return BoundedCalls.limit(SecretsManagerClient.builder(), backoff, SILENCE, CALL, error -> false);
    }
}
