package io.blindhop.infra.definition;

import io.blindhop.store.dynamo.table.Table;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * The one table of a deployment: text keys {@value #PARTITION_KEY} and {@value #SORT_KEY}, on demand, expiry by
 * {@link Table#TTL}, a stream of new images. No secondary index.
 *
 * @param name as DynamoDB takes it: 3 to 255 letters, digits, {@code _}, {@code -} and {@code .}
 */
public record TableDefinition(String name) {
    public static final String PARTITION_KEY = "pk";
    public static final String SORT_KEY = "sk";
    /** What {@code notify} reads of a change. */
    public static final StreamViewType STREAM_VIEW = StreamViewType.NEW_IMAGE;

    /** @throws IllegalArgumentException if the service would not take the name */
    public TableDefinition {
        if (!name.matches("[A-Za-z0-9_.-]{3,255}")) {
            throw new IllegalArgumentException(
                    "a table's name has 3 to 255 letters, digits, '_', '-' and '.': \"" + name + "\"");
        }
    }

    /** Creates the table and returns when it can be used. */
    public void create(DynamoDbClient client) {
        client.createTable(request());
        client.waiter().waitUntilTableExists(wanted -> wanted.tableName(name));
        client.updateTimeToLive(ttl -> ttl.tableName(name)
                .timeToLiveSpecification(
                        specification -> specification.enabled(true).attributeName(Table.TTL)));
    }

    /** What the service is asked for, apart from the expiry of rows. */
    public CreateTableRequest request() {
        return CreateTableRequest.builder()
                .tableName(name)
                .keySchema(List.of(key(PARTITION_KEY, KeyType.HASH), key(SORT_KEY, KeyType.RANGE)))
                .attributeDefinitions(List.of(text(PARTITION_KEY), text(SORT_KEY)))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(stream -> stream.streamEnabled(true).streamViewType(STREAM_VIEW))
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
