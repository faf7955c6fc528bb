package io.blindhop.infra.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Records of a table's stream as a function gets them. Attributes are texts, numbers and bytes, as all of ours are. */
final class StreamEvent {
    private static final double MILLIS = 1_000;

    private StreamEvent() {}

    static String of(List<Record> batch, String arn) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        var records = event.putArray("Records");
        for (Record each : batch) {
            ObjectNode change = records.addObject()
                    .put("eventID", each.eventID())
                    .put("eventName", each.eventNameAsString())
                    .put("eventVersion", each.eventVersion())
                    .put("eventSource", each.eventSource())
                    .put("awsRegion", each.awsRegion())
                    .put("eventSourceARN", arn);
            ObjectNode row = change.putObject("dynamodb")
                    .put(
                            "ApproximateCreationDateTime",
                            each.dynamodb().approximateCreationDateTime().toEpochMilli() / MILLIS)
                    .put("SequenceNumber", each.dynamodb().sequenceNumber())
                    .put("SizeBytes", each.dynamodb().sizeBytes())
                    .put("StreamViewType", each.dynamodb().streamViewTypeAsString());
            put(row.putObject("Keys"), each.dynamodb().keys());
            put(row.putObject("NewImage"), each.dynamodb().newImage());
        }
        return event.toString();
    }

    private static void put(ObjectNode attributes, Map<String, AttributeValue> values) {
        values.forEach((name, value) -> {
            ObjectNode typed = attributes.putObject(name);
            switch (value.type()) {
                case S -> typed.put("S", value.s());
                case N -> typed.put("N", value.n());
                case B -> typed.put("B", value.b().asByteArrayUnsafe());
                default -> throw new IllegalArgumentException("No row of ours has " + value.type() + " in " + name);
            }
        });
    }
}
