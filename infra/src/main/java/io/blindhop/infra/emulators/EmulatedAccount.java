package io.blindhop.infra.emulators;

import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A new table, a new bucket and two secrets without a value, on emulators: what the functions of one deployment need. */
public final class EmulatedAccount implements AutoCloseable {
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";

    private final SecretsManagerEmulator secrets;
    private final String table;
    private final String bucket;

    private EmulatedAccount(SecretsManagerEmulator secrets, String table, String bucket) {
        this.secrets = secrets;
        this.table = table;
        this.bucket = bucket;
    }

    /** @throws IOException if there is no free port */
    public static EmulatedAccount open() throws IOException {
        try (DynamoDbClient dynamo = DynamoDbLocalProcess.client();
                S3Client s3 = S3ProxyProcess.client()) {
            return new EmulatedAccount(
                    SecretsManagerEmulator.start(),
                    DynamoDbLocalProcess.newTable(dynamo),
                    S3ProxyProcess.newBucket(s3));
        }
    }

    /**
     * The variables of a function of this deployment.
     *
     * @param systemConfig JSON: who may use {@code /system/*}
     */
    public Map<String, String> variables(String systemConfig) {
        return Map.of(
                // Tables of DynamoDB Local are there in the region only in which they were created.
                "AWS_REGION",
                Region.EU_CENTRAL_1.id(),
                "AWS_ENDPOINT_URL_DYNAMODB",
                DynamoDbLocalProcess.endpoint().toString(),
                "AWS_ENDPOINT_URL_S3",
                S3ProxyProcess.endpoint().toString(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                secrets.endpoint().toString(),
                "BLINDHOP_TABLE",
                table,
                "BLINDHOP_BUCKET",
                bucket,
                "BLINDHOP_IDENTITY_SECRET",
                SECRET + "identity",
                "BLINDHOP_TOKEN_SECRET",
                SECRET + "token",
                "BLINDHOP_SYSTEM_CONFIG_JSON",
                systemConfig);
    }

    /** Of the table. */
    public String streamArn() {
        try (DynamoDbClient dynamo = DynamoDbLocalProcess.client()) {
            return dynamo.describeTable(wanted -> wanted.tableName(table))
                    .table()
                    .latestStreamArn();
        }
    }

    @Override
    public void close() {
        secrets.close();
    }
}
