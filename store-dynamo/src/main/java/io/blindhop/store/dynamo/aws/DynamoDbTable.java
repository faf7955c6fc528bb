package io.blindhop.store.dynamo.aws;

import io.blindhop.store.dynamo.table.CapacityUnits;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.ItemSize;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableBill;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.dynamo.table.TableMeter.Operation;
import io.blindhop.store.dynamo.table.TableWrite;
import io.blindhop.store.dynamo.table.Value;
import io.blindhop.store.s3.calls.Backoff;
import io.blindhop.store.s3.calls.Batches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A table of DynamoDB with the keys {@code pk} and {@code sk}, both texts.
 *
 * <p>The meter is told the units that the service reports; for a failed condition, which it bills and does not report,
 * those of {@link CapacityUnits}. The SDK may send a write twice when an answer is lost: a conditional write can then
 * meet its own item.
 */
public final class DynamoDbTable implements Table {
    private static final ReturnConsumedCapacity UNITS = ReturnConsumedCapacity.TOTAL;
    private static final ReturnValuesOnConditionCheckFailure CURRENT = ReturnValuesOnConditionCheckFailure.ALL_OLD;

    private final DynamoDbClient client;
    private final String table;
    private final TableMeter meter;
    private final Batches batches;

    public DynamoDbTable(DynamoDbClient client, String table, TableMeter meter, Backoff backoff) {
        this.client = client;
        this.table = table;
        this.meter = meter;
        this.batches = new Batches(backoff);
    }

    @Override
    public Optional<Item> get(Key key, Consistency consistency) {
        GetItemResponse response = DynamoErrors.translate(
                "read of " + key.sk(),
                () -> client.getItem(request -> request.tableName(table)
                        .key(ItemMapping.toDynamo(key))
                        .consistentRead(isStrong(consistency))
                        .returnConsumedCapacity(UNITS)));
        meter.call(Operation.GET_ITEM, units(response.consumedCapacity()), 0);
        return response.hasItem() ? Optional.of(ItemMapping.fromDynamo(response.item())) : Optional.empty();
    }

    @Override
    public Map<Key, Item> getAll(Collection<Key> keys, Consistency consistency) {
        Map<Key, Item> found = new HashMap<>();
        batches.send("keys", new LinkedHashSet<>(keys), TableBill.BATCH_GET, batch -> {
            KeysAndAttributes wanted = KeysAndAttributes.builder()
                    .keys(batch.stream().map(ItemMapping::toDynamo).toList())
                    .consistentRead(isStrong(consistency))
                    .build();
            BatchGetItemResponse response = DynamoErrors.translate(
                    "read of " + batch.size() + " keys",
                    () -> client.batchGetItem(request ->
                            request.requestItems(Map.of(table, wanted)).returnConsumedCapacity(UNITS)));
            meter.call(Operation.BATCH_GET_ITEM, units(response.consumedCapacity()), 0);
            for (Map<String, AttributeValue> item : response.responses().getOrDefault(table, List.of())) {
                found.put(ItemMapping.key(item), ItemMapping.fromDynamo(item));
            }
            KeysAndAttributes left = response.unprocessedKeys().get(table);
            return left == null
                    ? List.of()
                    : left.keys().stream().map(ItemMapping::key).toList();
        });
        return found;
    }

    @Override
    public List<Item> query(Query query) {
        if (query.isEmpty()) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        Map<String, AttributeValue> from = Map.of();
        do {
            QueryRequest request = page(query, from, query.limit() - items.size());
            QueryResponse response = DynamoErrors.translate("query from " + query.from(), () -> client.query(request));
            meter.call(Operation.QUERY, units(response.consumedCapacity()), 0);
            response.items().forEach(item -> items.add(ItemMapping.fromDynamo(item)));
            from = response.lastEvaluatedKey();
        } while (!from.isEmpty() && items.size() < query.limit());
        return items;
    }

    private QueryRequest page(Query query, Map<String, AttributeValue> from, int limit) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", AttributeValue.fromS(query.pk()));
        values.put(":to", AttributeValue.fromS(query.to()));
        String range = "sk <= :to";
        if (!query.from().isEmpty()) {
            values.put(":from", AttributeValue.fromS(query.from()));
            range = "sk BETWEEN :from AND :to";
        }
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("pk = :pk AND " + range)
                .expressionAttributeValues(values)
                .exclusiveStartKey(from.isEmpty() ? null : from)
                .scanIndexForward(query.ascending())
                .limit(limit)
                .consistentRead(isStrong(query.consistency()))
                .returnConsumedCapacity(UNITS)
                .build();
    }

    @Override
    public void put(Item item, Condition condition) throws ConditionFailedException {
        WriteExpression expression = new WriteExpression(condition, Map.of());
        write(
                new TableWrite.Put(item, condition),
                () -> client.putItem(request -> request.tableName(table)
                                .item(ItemMapping.toDynamo(item))
                                .conditionExpression(expression.condition().orElse(null))
                                .expressionAttributeNames(expression.names().orElse(null))
                                .expressionAttributeValues(expression.values().orElse(null))
                                .returnValuesOnConditionCheckFailure(CURRENT)
                                .returnConsumedCapacity(UNITS))
                        .consumedCapacity());
    }

    @Override
    public void update(Key key, Map<String, Value> set, Condition condition) throws ConditionFailedException {
        WriteExpression expression = new WriteExpression(condition, set);
        write(
                new TableWrite.Update(key, set, condition),
                () -> client.updateItem(request -> request.tableName(table)
                                .key(ItemMapping.toDynamo(key))
                                .updateExpression(expression.update().orElse(null))
                                .conditionExpression(expression.condition().orElse(null))
                                .expressionAttributeNames(expression.names().orElse(null))
                                .expressionAttributeValues(expression.values().orElse(null))
                                .returnValuesOnConditionCheckFailure(CURRENT)
                                .returnConsumedCapacity(UNITS))
                        .consumedCapacity());
    }

    @Override
    public void delete(Key key, Condition condition) throws ConditionFailedException {
        WriteExpression expression = new WriteExpression(condition, Map.of());
        write(
                new TableWrite.Delete(key, condition),
                () -> client.deleteItem(request -> request.tableName(table)
                                .key(ItemMapping.toDynamo(key))
                                .conditionExpression(expression.condition().orElse(null))
                                .expressionAttributeNames(expression.names().orElse(null))
                                .expressionAttributeValues(expression.values().orElse(null))
                                .returnValuesOnConditionCheckFailure(CURRENT)
                                .returnConsumedCapacity(UNITS))
                        .consumedCapacity());
    }

    private void write(TableWrite write, Supplier<ConsumedCapacity> call) throws ConditionFailedException {
        try {
            String what = write.operation() + " of " + write.key().sk();
            meter.call(write.operation(), 0, units(DynamoErrors.translate(what, call)));
        } catch (ConditionalCheckFailedException e) {
            Optional<Item> current = e.hasItem() ? Optional.of(ItemMapping.fromDynamo(e.item())) : Optional.empty();
            meter.call(write.operation(), 0, CapacityUnits.write(current, write.after(current)));
            throw new ConditionFailedException(write.key(), current);
        }
    }

    @Override
    public void putAll(Collection<Item> items) {
        Map<Key, WriteRequest> distinct = new LinkedHashMap<>();
        for (Item item : items) {
            ItemSize.ofWritable(item);
            distinct.put(
                    item.key(),
                    WriteRequest.builder()
                            .putRequest(put -> put.item(ItemMapping.toDynamo(item)))
                            .build());
        }
        writeAll(distinct.values());
    }

    @Override
    public void deleteAll(Collection<Key> keys) {
        writeAll(new LinkedHashSet<>(keys)
                .stream()
                        .map(key -> WriteRequest.builder()
                                .deleteRequest(delete -> delete.key(ItemMapping.toDynamo(key)))
                                .build())
                        .toList());
    }

    private void writeAll(Collection<WriteRequest> writes) {
        batches.send("items", writes, TableBill.BATCH_WRITE, batch -> {
            BatchWriteItemResponse response = DynamoErrors.translate(
                    "write of " + batch.size() + " items",
                    () -> client.batchWriteItem(request ->
                            request.requestItems(Map.of(table, batch)).returnConsumedCapacity(UNITS)));
            meter.call(Operation.BATCH_WRITE_ITEM, 0, units(response.consumedCapacity()));
            return response.unprocessedItems().getOrDefault(table, List.of());
        });
    }

    private static boolean isStrong(Consistency consistency) {
        return consistency == Consistency.STRONG;
    }

    private static double units(List<ConsumedCapacity> all) {
        return all.stream().mapToDouble(DynamoDbTable::units).sum();
    }

    private static double units(ConsumedCapacity one) {
        return one.capacityUnits();
    }
}
