package io.blindhop.infra.emulators;

import io.blindhop.infra.definition.TableDefinition;
import io.blindhop.store.dynamo.aws.DynamoClients;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** DynamoDB Local, in memory, without telemetry; one for a run of tests, started by the first that asks for it. */
public final class DynamoDbLocalProcess {
    private static final Duration FIRST_TABLE = Duration.ofMinutes(2);
    private static final StaticCredentialsProvider LOCAL =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private static final String NAME = "dynamodb-local";

    private DynamoDbLocalProcess() {}

    /** @throws IllegalStateException that says how to get them, if its libraries are not there */
    public static void requireLibraries() {
        EmulatorProcess.libraries(NAME);
    }

    public static URI endpoint() {
        return Running.EMULATOR.endpoint();
    }

    /** A client of the emulator; it is the caller's to close. */
    public static DynamoDbClient client() {
        return builder().build();
    }

    /** For a client of the emulator with something special about it. */
    public static DynamoDbClientBuilder builder() {
        return DynamoClients.builder(Patient.BACKOFF)
                .endpointOverride(endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(LOCAL);
    }

    /** A client for the streams of tables; it is the caller's to close. */
    public static DynamoDbStreamsClient streams() {
        return DynamoDbStreamsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(LOCAL)
                .build();
    }

    /** A new table and its name. */
    public static String newTable(DynamoDbClient client) {
        TableDefinition definition = new TableDefinition("test-" + UUID.randomUUID());
        definition.create(client);
        return definition.name();
    }

    private static final class Running {
        static final EmulatorProcess EMULATOR = started();

        private static EmulatorProcess started() {
            EmulatorProcess emulator = EmulatorProcess.start(
                    NAME,
                    port -> List.of(
                            "software.amazon.dynamodb.services.local.main.ServerRunner",
                            "-inMemory",
                            "-disableTelemetry",
                            "-port",
                            Integer.toString(port)));
            // On a busy machine its first table takes longer than our clients wait; whoever asks again meets that
            // table, and so may this one.
            try (DynamoDbClient patient = DynamoDbClient.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(FIRST_TABLE))
                    .endpointOverride(emulator.endpoint())
                    .region(Region.EU_CENTRAL_1)
                    .credentialsProvider(LOCAL)
                    .build()) {
                firstTable(patient);
            }
            return emulator;
        }

        private static void firstTable(DynamoDbClient patient) {
            TableDefinition table = new TableDefinition("first-table");
            try {
                table.create(patient);
            } catch (ResourceInUseException e) {
                patient.waiter().waitUntilTableExists(wanted -> wanted.tableName(table.name()));
            }
        }
    }
}
