package io.blindhop.protocol.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.automerge.DocumentValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recorded JSON as a document value. */
public final class Json {
    private Json() {}

    public static DocumentValue value(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                Map<String, DocumentValue> members = new HashMap<>();
                json.properties().forEach(entry -> members.put(entry.getKey(), value(entry.getValue())));
                yield new DocumentValue.MapValue(members);
            }
            case ARRAY -> {
                List<DocumentValue> items = new ArrayList<>();
                json.forEach(item -> items.add(value(item)));
                yield new DocumentValue.ListValue(items);
            }
            case STRING -> new DocumentValue.Text(json.asText());
            case BOOLEAN -> new DocumentValue.Flag(json.asBoolean());
            case NULL -> new DocumentValue.Null();
            case NUMBER ->
                json.isIntegralNumber()
                        ? new DocumentValue.Whole(json.asLong())
                        : new DocumentValue.Real(json.asDouble());
            default -> throw new IllegalArgumentException("not JSON: " + json);
        };
    }
}
