package io.blindhop.store.dynamo.aws;

import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The expressions of one write. All names are placeholders, because any name may be a reserved word.
 *
 * <pre>{@code
 * attribute_exists(#k) AND (attribute_not_exists(#c) OR #c < :c)     SET #s0 = :s0, #s1 = :s1
 * }</pre>
 */
final class WriteExpression {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final Optional<String> condition;
    private final Optional<String> update;

    WriteExpression(Condition condition, Map<String, Value> set) {
        this.condition = condition(condition);
        this.update = update(set);
    }

    Optional<String> condition() {
        return condition;
    }

    Optional<String> update() {
        return update;
    }

    /** Empty if no name is used: DynamoDB refuses names that are not. */
    Optional<Map<String, String>> names() {
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    Optional<Map<String, AttributeValue>> values() {
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    private Optional<String> condition(Condition condition) {
        return switch (condition) {
            case Condition.None() -> Optional.empty();
            case Condition.Absent() -> Optional.of("attribute_not_exists(" + key() + ")");
            case Condition.Present() -> Optional.of("attribute_exists(" + key() + ")");
            case Condition.Equal(String attribute, Value value) ->
                Optional.of(compared(attribute, "=", ItemMapping.toDynamo(value)));
            case Condition.AbsentOrLess(String attribute, long value) -> Optional.of(absentOrLess(attribute, value));
            case Condition.PresentAndLess(String attribute, long value) ->
                Optional.of("attribute_exists(" + key() + ") AND (" + absentOrLess(attribute, value) + ")");
        };
    }

    private String absentOrLess(String attribute, long value) {
        return "attribute_not_exists(#c) OR " + compared(attribute, "<", ItemMapping.number(value));
    }

    private String compared(String attribute, String operator, AttributeValue value) {
        names.put("#c", attribute);
        values.put(":c", value);
        return "#c " + operator + " :c";
    }

    private String key() {
        names.put("#k", ItemMapping.PK);
        return "#k";
    }

    private Optional<String> update(Map<String, Value> set) {
        List<String> parts = new ArrayList<>();
        set.forEach((name, value) -> {
            String number = Integer.toString(parts.size());
            names.put("#s" + number, name);
            values.put(":s" + number, ItemMapping.toDynamo(value));
            parts.add("#s" + number + " = :s" + number);
        });
        return parts.isEmpty() ? Optional.empty() : Optional.of("SET " + String.join(", ", parts));
    }
}
