package io.blindhop.infra.localstack;

import io.blindhop.infra.definition.TableDefinition;
import io.blindhop.infra.emulators.Patient;
import io.blindhop.store.dynamo.aws.DynamoClients;
import io.blindhop.store.dynamo.aws.DynamoDbTable;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableContract;
import io.blindhop.store.dynamo.table.TableMeter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Tag("localstack")
class LocalStackTableTest extends TableContract {
    private static Table table;

    @BeforeAll
    static void start() {
        LocalStack.require();
        DynamoDbClient client = DynamoClients.builder(Patient.BACKOFF)
                .endpointOverride(LocalStack.endpoint())
                .region(LocalStack.region())
                .credentialsProvider(LocalStack.credentials())
                .build();
        TableDefinition definition = new TableDefinition("test-table");
        definition.create(client);
        table = new DynamoDbTable(client, definition.name(), TableMeter.NONE, Patient.BACKOFF);
    }

    @Override
    protected Table table() {
        return table;
    }
}
