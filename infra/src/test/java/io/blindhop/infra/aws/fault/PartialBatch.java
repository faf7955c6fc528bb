package io.blindhop.infra.aws.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * A batch of DynamoDB, for one table, of which the service gets to see the first part only and the client is told that the
 * rest was not processed.
 */
record PartialBatch(RawMessage request, ObjectNode left) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static PartialBatch of(RawMessage request, int processed) throws IOException {
        ObjectNode whole = (ObjectNode) MAPPER.readTree(request.body().toArray());
        ObjectNode part = whole.deepCopy();
        ObjectNode left = ((ObjectNode) whole.get("RequestItems")).deepCopy();
        String table = left.fieldNames().next();
        keep(list(part.get("RequestItems"), table), 0, processed);
        keep(list(left, table), processed, Integer.MAX_VALUE);
        return new PartialBatch(
                request.withBody(part.toString()), list(left, table).isEmpty() ? MAPPER.createObjectNode() : left);
    }

    /** Of a read the keys, of a write the writes. */
    private static ArrayNode list(JsonNode byTable, String table) {
        JsonNode all = byTable.get(table);
        return (ArrayNode) (all.isArray() ? all : all.get("Keys"));
    }

    private static void keep(ArrayNode list, int from, int to) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (i < from || i >= to) {
                list.remove(i);
            }
        }
    }

    RawMessage answer(RawMessage ofTheService) throws IOException {
        ObjectNode body = (ObjectNode) MAPPER.readTree(ofTheService.body().toArray());
        body.set(request.operation().equals("BatchGetItem") ? "UnprocessedKeys" : "UnprocessedItems", left);
        return ofTheService.without("x-amz-crc32").withBody(body.toString());
    }
}
