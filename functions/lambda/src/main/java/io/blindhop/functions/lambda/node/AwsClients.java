package io.blindhop.functions.lambda.node;

import io.blindhop.functions.lambda.secrets.SecretsManagerClients;
import io.blindhop.signaling.gateway.ManagementClients;
import io.blindhop.store.dynamo.aws.DynamoClients;
import io.blindhop.store.s3.aws.S3Clients;
import io.blindhop.store.s3.calls.Backoff;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The clients of a function. Region and credentials are those of the function's environment and are looked for nowhere else:
 * the places where the SDK would look otherwise cost time at every cold start.
 *
 * @param connections of devices; none without signaling
 * @param backoff how all of them, and whoever repeats a call, wait
 */
public record AwsClients(
        DynamoDbClient table,
        S3Client blobs,
        SecretsManagerClient secrets,
        Optional<ApiGatewayManagementApiClient> connections,
        Backoff backoff) {
    /**
     * @param region as in {@code AWS_REGION}
     * @param endpoint of the management API, where there is one
     */
    public static AwsClients open(String region, Optional<URI> endpoint, Backoff backoff) {
        Region here = Region.of(region);
        AwsCredentialsProvider credentials = EnvironmentVariableCredentialsProvider.create();
        return new AwsClients(
                DynamoClients.builder(backoff)
                        .region(here)
                        .credentialsProvider(credentials)
                        .build(),
                S3Clients.builder(backoff)
                        .region(here)
                        .credentialsProvider(credentials)
                        .build(),
                SecretsManagerClients.builder(backoff)
                        .region(here)
                        .credentialsProvider(credentials)
                        .build(),
                endpoint.map(stage -> ManagementClients.builder(backoff, stage)
                        .region(here)
                        .credentialsProvider(credentials)
                        .build()),
                backoff);
    }
}
