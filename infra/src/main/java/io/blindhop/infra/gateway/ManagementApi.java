package io.blindhop.infra.gateway;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.infra.server.LocalServer;
import io.blindhop.infra.server.ServerOptions;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Posts to connections, closes them and tells of them, for the function behind the API.
 *
 * <p>It listens on a port of its own of the loopback address. Instead of a signature, which the service checks, a caller
 * proves itself by the path: its first segment, in the place of the name of the stage, is 32 random bytes that only
 * {@link #endpoint} tells. Everything else is answered with 403.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">@connections</a>
 */
public final class ManagementApi implements AutoCloseable {
    private static final int SECRET_BYTES = 32;
    private static final String CONNECTIONS = "@connections";
    private static final HttpResponse GONE = error(410, "GoneException", "");

    private final OpenSockets sockets;
    private final String secret;
    private final LocalServer server;

    private ManagementApi(OpenSockets sockets, RandomGenerator random) throws IOException {
        byte[] secretBytes = new byte[SECRET_BYTES];
        random.nextBytes(secretBytes);
        this.sockets = sockets;
        this.secret = Base64.getUrlEncoder().withoutPadding().encodeToString(secretBytes);
        HttpHandler handler = this::answer;
        this.server = LocalServer.start(
                new ServerOptions(
                        "127.0.0.1",
                        0,
                        GatewayOptions.POSTED_BYTES,
                        1L << 20,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(1)),
                handler);
    }

    /**
     * @param random unpredictable
     * @throws IOException if there is no free port
     */
    public static ManagementApi start(OpenSockets sockets, RandomGenerator random) throws IOException {
        return new ManagementApi(sockets, random);
    }

    /** For a client of the service, which puts {@code /@connections/…} behind it. Whoever knows it may post. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port() + "/" + secret);
    }

    @Override
    public void close() {
        server.close();
    }

    private HttpResponse answer(HttpRequest request) {
        List<String> path = segments(request);
        if (path.size() != 3 || !isSecret(path.get(0)) || !path.get(1).equals(CONNECTIONS)) {
            return error(403, "ForbiddenException", "Forbidden");
        }
        return sockets.find(path.get(2))
                .map(socket -> switch (request.method()) {
                    case "POST" -> post(socket, request);
                    case "GET" -> HttpResponse.json(200, JsonPrinter.compact(describe(socket)));
                    case "DELETE" -> {
                        socket.close();
                        yield HttpResponse.empty(204);
                    }
                    default -> error(403, "ForbiddenException", "Forbidden");
                })
                .orElse(GONE);
    }

    private static HttpResponse post(GatewaySocket socket, HttpRequest request) {
        if (request.body().length() > GatewayOptions.POSTED_BYTES) {
            return error(413, "PayloadTooLargeException", "Message too long");
        }
        return socket.post(request.body().toUtf8()).join() ? HttpResponse.empty(200) : GONE;
    }

    private static JsonObject describe(GatewaySocket socket) {
        GatewayConnection connection = socket.connection();
        Map<String, JsonValue> identity = new LinkedHashMap<>();
        identity.put("sourceIp", new JsonString(connection.sourceIp()));
        identity.put("userAgent", new JsonString(connection.userAgent()));
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("connectedAt", new JsonString(connection.connectedAt().toString()));
        members.put("identity", new JsonObject(identity));
        members.put("lastActiveAt", new JsonString(socket.lastActiveAt().toString()));
        return new JsonObject(members);
    }

    private boolean isSecret(String segment) {
        return MessageDigest.isEqual(segment.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> segments(HttpRequest request) {
        try {
            return request.segments();
        } catch (HttpError e) {
            return List.of();
        }
    }

    private static HttpResponse error(int status, String type, String message) {
        return HttpResponse.json(status, "{\"message\":\"" + message + "\"}").withHeader("x-amzn-ErrorType", type);
    }
}
