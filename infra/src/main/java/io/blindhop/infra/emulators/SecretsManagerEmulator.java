package io.blindhop.infra.emulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * As much of AWS Secrets Manager as Blindhop uses, in memory: {@code GetSecretValue} and {@code PutSecretValue}. Every name is
 * that of a secret, which is empty until a value is put. Signatures of requests are not looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html">PutSecretValue</a>
 */
public final class SecretsManagerEmulator implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "secretsmanager.";

    private record Version(String id, String text) {}

    private final HttpServer server;
    private final Map<String, Version> current = new HashMap<>();
    private final Map<String, Map<String, String>> versions = new HashMap<>();
    private boolean away;

    private SecretsManagerEmulator(HttpServer server) {
        this.server = server;
    }

    /** On a free port of the loopback. */
    public static SecretsManagerEmulator start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SecretsManagerEmulator emulator = new SecretsManagerEmulator(server);
        server.createContext("/", emulator::answer);
        server.start();
        return emulator;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on every call is answered with 503, or not. */
    public synchronized void away(boolean now) {
        away = now;
    }

    /** The text in force; empty if there is none. */
    public synchronized String text(String name) {
        Version version = current.get(name);
        return version == null ? "" : version.text();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            if (away) {
                send(exchange, 503, error("InternalServiceError", "away"));
            } else if (target.equals(TARGET + "GetSecretValue")) {
                get(exchange, request.path("SecretId").asText());
            } else if (target.equals(TARGET + "PutSecretValue")) {
                put(exchange, request);
            } else {
                send(exchange, 400, error("UnknownOperationException", target));
            }
        }
    }

    private void get(HttpExchange exchange, String name) throws IOException {
        Version version = current.get(name);
        if (version == null) {
            send(
                    exchange,
                    400,
                    error(
                            "ResourceNotFoundException",
                            "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT"));
            return;
        }
        send(exchange, 200, described(name, version.id()).put("SecretString", version.text()));
    }

    /** A token that was used before is taken again only with the same text. */
    private void put(HttpExchange exchange, JsonNode request) throws IOException {
        String name = request.path("SecretId").asText();
        String text = request.path("SecretString").asText();
        String token =
                request.path("ClientRequestToken").asText(UUID.randomUUID().toString());
        Map<String, String> known = versions.computeIfAbsent(name, n -> new HashMap<>());
        if (known.containsKey(token) && !known.get(token).equals(text)) {
            send(exchange, 400, error("ResourceExistsException", "A version with this token has another value"));
            return;
        }
        if (!known.containsKey(token)) {
            known.put(token, text);
            current.put(name, new Version(token, text));
        }
        send(exchange, 200, described(name, token));
    }

    private static ObjectNode described(String name, String version) {
        return JSON.createObjectNode().put("ARN", name).put("Name", name).put("VersionId", version);
    }

    private static ObjectNode error(String type, String message) {
        return JSON.createObjectNode().put("__type", type).put("message", message);
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
