package io.blindhop.store.dynamo.aws;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Value;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of the port as items of DynamoDB and back. Bytes that were read are not copied. */
final class ItemMapping {
    static final String PK = "pk";
    static final String SK = "sk";

    private ItemMapping() {}

    static Map<String, AttributeValue> toDynamo(Key key) {
        return Map.of(PK, AttributeValue.fromS(key.pk()), SK, AttributeValue.fromS(key.sk()));
    }

    static Map<String, AttributeValue> toDynamo(Item item) {
        Map<String, AttributeValue> all = new HashMap<>(toDynamo(item.key()));
        item.attributes().forEach((name, value) -> all.put(name, toDynamo(value)));
        return all;
    }

    static AttributeValue toDynamo(Value value) {
        return switch (value) {
            case Value.Text text -> AttributeValue.fromS(text.value());
            case Value.Whole whole -> number(whole.value());
            case Value.Binary binary ->
                AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(binary.value().toArray()));
        };
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static Key key(Map<String, AttributeValue> item) {
        return new Key(item.get(PK).s(), item.get(SK).s());
    }

    /** @throws CorruptStoreException if an attribute is of a type, or a number of a size, that the tables do not use */
    static Item fromDynamo(Map<String, AttributeValue> all) {
        Key key = key(all);
        Map<String, Value> attributes = new HashMap<>();
        all.forEach((name, value) -> {
            if (!name.equals(PK) && !name.equals(SK)) {
                attributes.put(name, fromDynamo(key, name, value));
            }
        });
        return new Item(key, attributes);
    }

    private static Value fromDynamo(Key key, String name, AttributeValue value) {
        return switch (value.type()) {
            case S -> new Value.Text(value.s());
            case N -> new Value.Whole(whole(key, name, value.n()));
            case B -> new Value.Binary(Bytes.wrap(value.b().asByteArrayUnsafe()));
            default ->
                throw new CorruptStoreException(
                        "row " + key.sk() + " has an attribute " + name + " of type " + value.type());
        };
    }

    private static long whole(Key key, String name, String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw new CorruptStoreException("row " + key.sk() + " has " + name + " = " + number + ", not a long");
        }
    }
}
