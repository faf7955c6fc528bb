package io.blindhop.signaling.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Events as API Gateway sends them to a function. */
final class GatewayEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GatewayEvents() {}

    private static ObjectNode event(String route, String type, String connectionId) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode context = event.putObject("requestContext");
        context.put("routeKey", route)
                .put("eventType", type)
                .put("extendedRequestId", "Y2qCJH9tFiAFtzA=")
                .put("requestTime", "22/Nov/2026:20:00:00 +0000")
                .put("messageDirection", "IN")
                .put("stage", "live")
                .put("connectedAt", 1_795_341_792_000L)
                .put("requestTimeEpoch", 1_795_341_792_100L)
                .put("requestId", "Y2qCJH9tFiAFtzA=")
                .put("domainName", "abcdef1234.execute-api.eu-central-1.amazonaws.com")
                .put("connectionId", connectionId)
                .put("apiId", "abcdef1234");
        context.putObject("identity").put("sourceIp", "192.0.2.7");
        return event.put("isBase64Encoded", false);
    }

    /** With the headers in both forms: the last of each name, and all of them. */
    static String connect(String connectionId, Map<String, List<String>> headers) {
        ObjectNode event = event("$connect", "CONNECT", connectionId);
        ObjectNode last = event.putObject("headers");
        ObjectNode all = event.putObject("multiValueHeaders");
        headers.forEach((name, values) -> {
            last.put(name, values.getLast());
            values.forEach(all.withArray("/" + name)::add);
        });
        return event.toString();
    }

    /** With the headers in the short form only. */
    static String connectShort(String connectionId, Map<String, String> headers) {
        ObjectNode event = event("$connect", "CONNECT", connectionId);
        headers.forEach(event.putObject("headers")::put);
        return event.toString();
    }

    static String message(String connectionId, String body) {
        return event("$default", "MESSAGE", connectionId).put("body", body).toString();
    }

    static String binary(String connectionId, String base64) {
        return event("$default", "MESSAGE", connectionId)
                .put("body", base64)
                .put("isBase64Encoded", true)
                .toString();
    }

    static String disconnect(String connectionId) {
        ObjectNode event = event("$disconnect", "DISCONNECT", connectionId);
        event.withObject("/requestContext").put("disconnectStatusCode", 1001).put("disconnectReason", "Going away");
        return event.toString();
    }
}
