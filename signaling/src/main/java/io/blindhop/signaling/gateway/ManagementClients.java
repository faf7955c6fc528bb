package io.blindhop.signaling.gateway;

import io.blindhop.store.s3.calls.Backoff;
import io.blindhop.store.s3.calls.BoundedCalls;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClientBuilder;

/** How clients of the management API are built, in a function and in a test. */
public final class ManagementClients {
    /** Who cannot be posted to must not hold up for long what the others of a room are told. */
    private static final int ATTEMPTS = 4;

    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(6);

    private ManagementClients() {}

    /**
     * A builder with the limits of {@link BoundedCalls}: at most {@value #ATTEMPTS} tries, 3 s without a byte, 6 s for a call.
     * Region and credentials are the environment's unless set.
     *
     * @param endpoint of a stage: {@code https://abc123.execute-api.eu-central-1.amazonaws.com/live}
     */
    public static ApiGatewayManagementApiClientBuilder builder(Backoff backoff, URI endpoint) {
        Backoff few = new Backoff(
                Math.min(backoff.attempts(), ATTEMPTS),
                backoff.first(),
                LONGEST_WAIT,
                backoff.timeLeft(),
                backoff.random(),
                backoff.sleeper());
        return BoundedCalls.limit(ApiGatewayManagementApiClient.builder(), few, SILENCE, CALL, error -> false)
                .endpointOverride(endpoint);
    }
}
