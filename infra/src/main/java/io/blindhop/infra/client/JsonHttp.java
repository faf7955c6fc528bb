package io.blindhop.infra.client;

import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.MalformedJsonException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * JSON over HTTP to one server. Guarantees: no redirect is followed, so a token goes nowhere else; an answer is read up to
 * {@value #MOST_BYTES} bytes; a request is over after {@value #SECONDS} seconds, its answer included.
 */
final class JsonHttp implements AutoCloseable {
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int SECONDS = 30;
    private static final int CONNECT_SECONDS = 5;

    private final URI server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(CONNECT_SECONDS))
            .build();

    JsonHttp(URI server) {
        this.server = server;
    }

    /**
     * @return the members of the answer, which had a status of 200 to 299
     * @throws ServerUnreachableException if no answer came
     * @throws RequestRefusedException if the answer is another one
     */
    JsonMembers send(String method, String target, Optional<String> token, Optional<String> json) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(target))
                .method(method, json.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody))
                .header("Accept", "application/json");
        json.ifPresent(body -> request.header("Content-Type", "application/json"));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        HttpResponse<byte[]> response = exchange(request.build());
        Optional<JsonMembers> members = members(response.body());
        int status = response.statusCode();
        if (status / 100 == 2 && members.isPresent()) {
            return members.get();
        }
        throw new RequestRefusedException(refusal(method + " " + path(target), response, members));
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ServerUnreachableException(
                    "No whole answer from " + server + " within " + SECONDS + " seconds", e);
        } catch (ExecutionException e) {
            throw new ServerUnreachableException(
                    "No answer from " + server + " (" + reason(e.getCause()) + "). Is a server running there? --url and"
                            + " BLINDHOP_URL name another",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the server worked");
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElse(failure.getClass().getSimpleName());
    }

    private static Optional<JsonMembers> members(byte[] body) {
        try {
            return JsonText.parse(new String(body, StandardCharsets.UTF_8)) instanceof JsonObject object
                    ? Optional.of(new JsonMembers("answer", object))
                    : Optional.empty();
        } catch (MalformedJsonException notFromSuchAServer) {
            return Optional.empty();
        }
    }

    private static String refusal(String request, HttpResponse<?> response, Optional<JsonMembers> members) {
        Optional<String> error = members.map(answer -> answer.object().members())
                .map(answer -> answer.get("error"))
                .flatMap(JsonPrinter::text);
        String said = error.orElseGet(() -> response.headers()
                .firstValue("Location")
                .map(place -> "a redirect to " + place + ", which is not followed")
                .orElse("no answer of a Blindhop server"));
        String wait = response.headers()
                .firstValue("Retry-After")
                .map(seconds -> "; try again in " + seconds + " seconds")
                .orElse("");
        return request + ": " + response.statusCode() + " " + said + wait;
    }

    /** A query may hold a name, which does not belong into what is shown. */
    private static String path(String target) {
        return target.replaceFirst("\\?.*", "");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
