package io.blindhop.infra.aws;

import io.blindhop.infra.emulators.DynamoDbLocalProcess;
import io.blindhop.infra.emulators.Patient;
import io.blindhop.store.dynamo.aws.DynamoDbTable;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableContract;
import io.blindhop.store.dynamo.table.TableMeter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbTableTest extends TableContract {
    private static DynamoDbClient client;
    private static Table table;

    @BeforeAll
    static void start() {
        client = DynamoDbLocalProcess.client();
        table = new DynamoDbTable(client, DynamoDbLocalProcess.newTable(client), TableMeter.NONE, Patient.BACKOFF);
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @Override
    protected Table table() {
        return table;
    }
}
