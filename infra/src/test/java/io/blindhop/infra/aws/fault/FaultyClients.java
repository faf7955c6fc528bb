package io.blindhop.infra.aws.fault;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Clients of emulators behind a {@link FaultyService}. */
final class FaultyClients {
    private static final StaticCredentialsProvider LOCAL =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private FaultyClients() {}

    static DynamoDbClient dynamo(DynamoDbClientBuilder builder, FaultyService service) {
        return builder.endpointOverride(service.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(LOCAL)
                .build();
    }

    static S3Client s3(S3ClientBuilder builder, FaultyService service) {
        return builder.endpointOverride(service.endpoint())
                .forcePathStyle(true)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(LOCAL)
                .build();
    }

    /** What {@code X-Amz-Date} says. */
    static Instant signedAt(String header) {
        return LocalDateTime.parse(header, DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"))
                .toInstant(ZoneOffset.UTC);
    }
}
