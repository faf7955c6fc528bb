package io.blindhop.infra.gateway;

import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The events of a WebSocket API, in the form in which a Lambda function gets them.
 *
 * <pre>{@code
 * {"requestContext": {"routeKey": "$default", "eventType": "MESSAGE", "connectionId": "L0SM9cOFvHcCIhw=",
 *    "domainName": "localhost:8080", "stage": "live", "identity": {"sourceIp": "127.0.0.1"}, …},
 *  "body": "{\"type\":\"ping\"}", "isBase64Encoded": false}
 * }</pre>
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html">Integration
 *     requests</a>
 */
final class GatewayEvents {
    private static final String STAGE = "live";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String API = "local";

    private final InstantSource clock;
    private final RandomGenerator random;

    GatewayEvents(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** @param headers of the handshake, as they were sent */
    String connect(GatewayConnection connection, Iterable<Map.Entry<String, String>> headers) {
        Map<String, List<JsonValue>> values = new LinkedHashMap<>();
        headers.forEach(header -> values.computeIfAbsent(header.getKey(), name -> new ArrayList<>())
                .add(new JsonString(header.getValue())));
        values.put("X-Forwarded-For", List.of(new JsonString(connection.sourceIp())));
        return event(context(connection, "$connect", "CONNECT", newId()), headers(values));
    }

    String message(GatewayConnection connection, String body) {
        String id = newId();
        Map<String, JsonValue> context = context(connection, "$default", "MESSAGE", id);
        context.put("messageId", new JsonString(id));
        return event(context, Map.of("body", new JsonString(body)));
    }

    String disconnect(GatewayConnection connection, int status, String reason) {
        Map<String, JsonValue> context = context(connection, "$disconnect", "DISCONNECT", newId());
        context.put("disconnectStatusCode", new JsonNumber(status));
        context.put("disconnectReason", new JsonString(reason));
        return event(
                context,
                headers(Map.of(
                        "Host", List.of(new JsonString(connection.domain())),
                        "x-api-key", List.of(new JsonString("")),
                        "X-Forwarded-For", List.of(new JsonString("")),
                        "x-restapi", List.of(new JsonString("")))));
    }

    /** What a client is told if the function fails on its message. */
    String failure(GatewayConnection connection) {
        return JsonPrinter.compact(new JsonObject(Map.of(
                "message", new JsonString("Internal server error"),
                "connectionId", new JsonString(connection.id()),
                "requestId", new JsonString(newId()))));
    }

    private String newId() {
        return GatewayConnection.newId(random);
    }

    private static Map<String, JsonValue> headers(Map<String, List<JsonValue>> values) {
        Map<String, JsonValue> last = new LinkedHashMap<>();
        Map<String, JsonValue> all = new LinkedHashMap<>();
        values.forEach((name, list) -> {
            last.put(name, list.getLast());
            all.put(name, new JsonArray(list));
        });
        return Map.of("headers", new JsonObject(last), "multiValueHeaders", new JsonObject(all));
    }

    private Map<String, JsonValue> context(GatewayConnection connection, String route, String type, String requestId) {
        Instant now = clock.instant();
        Map<String, JsonValue> identity = new LinkedHashMap<>();
        identity.put("sourceIp", new JsonString(connection.sourceIp()));
        if (!connection.userAgent().isEmpty()) {
            identity.put("userAgent", new JsonString(connection.userAgent()));
        }
        Map<String, JsonValue> context = new LinkedHashMap<>();
        context.put("routeKey", new JsonString(route));
        context.put("eventType", new JsonString(type));
        context.put("extendedRequestId", new JsonString(requestId));
        context.put("requestTime", new JsonString(TIME.format(now)));
        context.put("messageDirection", new JsonString("IN"));
        context.put("stage", new JsonString(STAGE));
        context.put("connectedAt", new JsonNumber(connection.connectedAt().toEpochMilli()));
        context.put("requestTimeEpoch", new JsonNumber(now.toEpochMilli()));
        context.put("identity", new JsonObject(identity));
        context.put("requestId", new JsonString(requestId));
        context.put("domainName", new JsonString(connection.domain()));
        context.put("connectionId", new JsonString(connection.id()));
        context.put("apiId", new JsonString(API));
        return context;
    }

    private static String event(Map<String, JsonValue> context, Map<String, JsonValue> more) {
        Map<String, JsonValue> event = new LinkedHashMap<>(more);
        event.put("requestContext", new JsonObject(context));
        event.put("isBase64Encoded", new JsonBoolean(false));
        return JsonPrinter.compact(new JsonObject(event));
    }
}
