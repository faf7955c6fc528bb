package io.blindhop.infra.bench;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Posts to one server and takes the time of every request, from the first byte sent to the last byte received. */
final class Http implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final String JSON = "application/json";
    static final String OCTETS = "application/octet-stream";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI server;

    Http(URI server) {
        this.server = server;
    }

    /** A body and how it is labelled. */
    record Body(String contentType, Bytes bytes) {
        static Body json(Wire.Members members) {
            return new Body(JSON, Wire.json(members));
        }
    }

    /** Where a request goes, as whom, and who takes its time. */
    record Call(String path, String token, Latencies latencies) {
        String route() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    JsonMembers postForJson(Call call, Body body) {
        String text = new String(post(call, body).toArray(), StandardCharsets.UTF_8);
        return JsonMembers.of("answer of " + call.route(), JsonText.parse(text));
    }

    /** @throws BenchFailedException unless the answer has a status of 200 to 299 */
    Bytes get(Call call) {
        return send(call, request(call).GET());
    }

    /** @throws BenchFailedException unless the answer has a status of 200 to 299 */
    Bytes post(Call call, Body body) {
        return send(
                call,
                request(call)
                        .header("Content-Type", body.contentType())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(
                                body.bytes().toArray())));
    }

    private HttpRequest.Builder request(Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(call.path())).timeout(TIMEOUT);
        if (!call.token().isEmpty()) {
            request.header("Authorization", "Bearer " + call.token());
        }
        return request;
    }

    private Bytes send(Call call, HttpRequest.Builder request) {
        long start = System.nanoTime();
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            call.latencies().add(call.route(), System.nanoTime() - start);
            if (answer.statusCode() / 100 != 2) {
                throw new BenchFailedException(call.path() + " was answered with " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return Bytes.wrap(answer.body());
        } catch (IOException e) {
            throw new BenchFailedException(call.path() + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailedException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
