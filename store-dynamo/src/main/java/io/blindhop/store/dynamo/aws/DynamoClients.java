package io.blindhop.store.dynamo.aws;

import io.blindhop.store.s3.calls.Backoff;
import io.blindhop.store.s3.calls.BoundedCalls;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** How clients of DynamoDB are built, in a function and in a test. */
public final class DynamoClients {
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(15);

    private DynamoClients() {}

    /**
     * A builder with the limits of {@link BoundedCalls}: 5 s without a byte, 15 s for a call. Region, credentials and endpoint
     * are the environment's unless set.
     */
    public static DynamoDbClientBuilder builder(Backoff backoff) {
        return BoundedCalls.limit(DynamoDbClient.builder(), backoff, SILENCE, CALL, DynamoErrors::isConflict);
    }
}
