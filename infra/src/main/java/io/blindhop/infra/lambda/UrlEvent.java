package io.blindhop.infra.lambda;

import io.blindhop.functions.http.HttpRequest;
import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A request to a function URL as an event, payload format 2.0.
 *
 * <p>Path and query stay encoded as they were sent. Values of one header, and of one query parameter (decoded), are joined
 * by commas; cookies have an array of their own. A body is text if its type says so and it is UTF-8, else base64.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Request payload format</a>
 */
final class UrlEvent {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String TRACE_HEADER = "x-amzn-trace-id";
    private static final Pattern TRACE_ROOT = Pattern.compile("Root=1-[0-9a-f]{8}-[0-9a-f]{24}");
    private static final Set<String> TEXT_TYPES =
            Set.of("application/json", "application/javascript", "application/xml");
    /** Ends at the URL: how the client's connection is run is not the function's business. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "cookie", "transfer-encoding", "expect", "te");

    private UrlEvent() {}

    /** The trace that the client goes on with, if it names one. */
    static Optional<String> traceRoot(HttpRequest request) {
        return request.headers().first(TRACE_HEADER).stream()
                .flatMap(trace -> Arrays.stream(trace.split(";", -1)))
                .filter(part -> TRACE_ROOT.matcher(part).matches())
                .findFirst();
    }

    static Bytes of(HttpRequest request, String requestId, String traceRoot, Instant now) {
        Map<String, List<String>> headers = new TreeMap<>();
        request.headers()
                .forEach((name, value) -> headers.computeIfAbsent(
                                name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                        .add(value));
        List<JsonValue> cookies = headers.getOrDefault("cookie", List.of()).stream()
                .flatMap(value -> List.of(value.split("; *", -1)).stream())
                .<JsonValue>map(JsonString::new)
                .toList();
        headers.keySet().removeAll(NOT_PASSED_ON);
        headers.computeIfAbsent("x-forwarded-for", key -> new ArrayList<>()).add(request.remoteAddress());
        headers.put("x-forwarded-proto", List.of("https"));
        headers.put("x-forwarded-port", List.of("443"));
        headers.put(TRACE_HEADER, List.of(traceRoot));

        int question = request.target().indexOf('?');
        String query = question < 0 ? "" : request.target().substring(question + 1);
        Map<String, JsonValue> event = new LinkedHashMap<>();
        event.put("version", new JsonString("2.0"));
        event.put("routeKey", new JsonString("$default"));
        event.put("rawPath", new JsonString(request.rawPath()));
        event.put("rawQueryString", new JsonString(query));
        if (!cookies.isEmpty()) {
            event.put("cookies", new JsonArray(cookies));
        }
        event.put("headers", joined(headers));
        if (!query.isEmpty()) {
            event.put("queryStringParameters", joined(parameters(query)));
        }
        event.put("requestContext", context(request, requestId, now));
        putBody(event, request);
        return Bytes.utf8(JsonPrinter.compact(new JsonObject(event)));
    }

    private static JsonObject context(HttpRequest request, String requestId, Instant now) {
        String domain = request.headers().first("host").orElse("localhost");
        Map<String, JsonValue> http = new LinkedHashMap<>();
        http.put("method", new JsonString(request.method()));
        http.put("path", new JsonString(request.rawPath()));
        http.put("protocol", new JsonString("HTTP/1.1"));
        http.put("sourceIp", new JsonString(request.remoteAddress()));
        request.headers().first("user-agent").ifPresent(agent -> http.put("userAgent", new JsonString(agent)));
        Map<String, JsonValue> context = new LinkedHashMap<>();
        context.put("accountId", new JsonString("anonymous"));
        context.put("apiId", new JsonString("local"));
        context.put("domainName", new JsonString(domain));
        context.put("domainPrefix", new JsonString(domain.split("[.:]", 2)[0]));
        context.put("http", new JsonObject(http));
        context.put("requestId", new JsonString(requestId));
        context.put("routeKey", new JsonString("$default"));
        context.put("stage", new JsonString("$default"));
        context.put("time", new JsonString(TIME.format(now)));
        context.put("timeEpoch", new JsonNumber(now.toEpochMilli()));
        return new JsonObject(context);
    }

    private static void putBody(Map<String, JsonValue> event, HttpRequest request) {
        Optional<String> text = request.body().isEmpty() ? Optional.empty() : text(request);
        if (!request.body().isEmpty()) {
            event.put("body", new JsonString(text.orElseGet(() -> request.body().toBase64())));
        }
        event.put("isBase64Encoded", new JsonBoolean(!request.body().isEmpty() && text.isEmpty()));
    }

    private static Optional<String> text(HttpRequest request) {
        String type = request.headers()
                .first("content-type")
                .orElse("")
                .split(";", 2)[0]
                .strip();
        if (!type.regionMatches(true, 0, "text/", 0, 5) && !TEXT_TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(request.body().toArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                parameters
                        .computeIfAbsent(decoded(parts[0]), key -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }

    private static JsonObject joined(Map<String, List<String>> values) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        values.forEach((name, list) -> members.put(name, new JsonString(String.join(",", list))));
        return new JsonObject(members);
    }
}
