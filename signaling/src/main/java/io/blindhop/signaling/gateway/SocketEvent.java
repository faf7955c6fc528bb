package io.blindhop.signaling.gateway;

import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.MalformedJsonException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What API Gateway tells of a WebSocket, for instance
 *
 * <pre>{@code
 * {"requestContext": {"routeKey": "$default", "eventType": "MESSAGE", "connectionId": "L0SM9cOFvHcCIhw=", …},
 *  "body": "{\"type\":\"ping\"}", "isBase64Encoded": false}
 * }</pre>
 *
 * Headers come with the event of the handshake alone.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html">WebSocket
 *     API mapping template reference</a>
 */
sealed interface SocketEvent {
    String connectionId();

    /**
     * @param subprotocols empty if none is offered
     * @param origin several, separated by commas, are no origin that anybody allows
     */
    record Connecting(String connectionId, String subprotocols, Optional<String> origin) implements SocketEvent {}

    record Text(String connectionId, String text) implements SocketEvent {}

    record Binary(String connectionId) implements SocketEvent {}

    record Disconnected(String connectionId) implements SocketEvent {}

    /** @throws MalformedJsonException if it is no event of a WebSocket API, which no client can bring about */
    static SocketEvent parse(String json) {
        JsonMembers event = JsonMembers.of("event", JsonText.parse(json));
        JsonMembers context = event.objectAt("requestContext");
        String id = context.string("connectionId");
        // The route may be any that somebody adds to the API; the type is one of three.
        String type = context.string("eventType");
        return switch (type) {
            case "CONNECT" ->
                new Connecting(id, header(event, "Sec-WebSocket-Protocol").orElse(""), header(event, "Origin"));
            case "MESSAGE" ->
                isBinary(event)
                        ? new Binary(id)
                        : new Text(id, event.findString("body").orElse(""));
            case "DISCONNECT" -> new Disconnected(id);
            default -> throw new MalformedJsonException("event.requestContext.eventType is unknown: " + type);
        };
    }

    private static boolean isBinary(JsonMembers event) {
        return event.find("isBase64Encoded")
                .filter(new JsonValue.JsonBoolean(true)::equals)
                .isPresent();
    }

    /** Names are as the client wrote them. Of several headers of one name, {@code headers} has only the last. */
    private static Optional<String> header(JsonMembers event, String name) {
        List<String> values = event.findObject("multiValueHeaders")
                .map(headers -> named(headers, name).flatMap(key -> headers.strings(key).stream()))
                .orElseGet(() -> event.findObject("headers").stream()
                        .flatMap(headers -> named(headers, name).map(headers::string)))
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(values.stream().collect(Collectors.joining(",")));
    }

    private static Stream<String> named(JsonMembers headers, String name) {
        return headers.object().members().keySet().stream().filter(name::equalsIgnoreCase);
    }
}
