package io.blindhop.functions.lambda.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.log.LogChange;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Value;
import io.blindhop.store.s3.StoreId;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of a batch from the table's stream of new images.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using AWS Lambda with Amazon DynamoDB</a>
 */
final class StreamRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StreamRecords() {}

    /**
     * Which stores got entries, each once, in the order of their first records, with the furthest head that the batch tells
     * of. Later changes of a commit (its index mark, a purge) are no news.
     *
     * @throws IOException if the event is not JSON
     */
    static List<StoreChange> changes(InputStream event) throws IOException {
        Map<StoreId, StoreChange> newest = new LinkedHashMap<>();
        for (JsonNode record : JSON.readTree(event).path("Records")) {
            if (record.path("eventName").asText().equals("INSERT")) {
                JsonNode row = record.path("dynamodb");
                String number = row.path("SequenceNumber").asText();
                image(row.path("NewImage"))
                        .flatMap(LogChange::of)
                        .ifPresent(change ->
                                newest.merge(change.store(), new StoreChange(change, number), StoreChange::and));
            }
        }
        return List.copyOf(newest.values());
    }

    private static Optional<Item> image(JsonNode image) {
        Map<String, Value> attributes = new HashMap<>();
        image.properties().forEach(field -> value(field.getValue()).ifPresent(v -> attributes.put(field.getKey(), v)));
        if (attributes.remove("pk") instanceof Value.Text(String pk)
                && attributes.remove("sk") instanceof Value.Text(String sk)) {
            return Optional.of(new Item(new Key(pk, sk), attributes));
        }
        return Optional.empty();
    }

    private static Optional<Value> value(JsonNode typed) {
        if (typed.has("S")) {
            return Optional.of(new Value.Text(typed.get("S").asText()));
        }
        if (typed.has("N")) {
            return Optional.of(new Value.Whole(Long.parseLong(typed.get("N").asText())));
        }
        return typed.has("B")
                ? Optional.of(new Value.Binary(Bytes.fromBase64(typed.get("B").asText())))
                : Optional.empty();
    }
}
