package io.blindhop.store.dynamo.aws;

import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** How clients of DynamoDB are built, in a function and in a test. */
public final class DynamoClients {
    private DynamoClients() {}

    /**
     * A builder with the JDK's own HTTP client, which starts fastest, and time limits: 2 s to connect, 5 s without a
     * byte, 15 s for a call with the SDK's retries. Region, credentials and endpoint are the environment's unless set.
     */
    public static DynamoDbClientBuilder builder() {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(5)))
                .overrideConfiguration(limits -> limits.apiCallTimeout(Duration.ofSeconds(15)));
    }
}
