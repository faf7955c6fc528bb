package io.blindhop.infra.bench;

import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Over a network. */
final class HttpWay implements Http.Way {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI server;

    HttpWay(URI server) {
        this.server = server;
    }

    @Override
    public Http.Answer send(String method, Http.Call call, Http.Body body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(call.path())).timeout(TIMEOUT);
        if (!call.token().isEmpty()) {
            request.header("Authorization", "Bearer " + call.token());
        }
        if (method.equals("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", body.contentType())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes().toArray()));
        }
        var answer = client.send(request.build(), BodyHandlers.ofByteArray());
        return new Http.Answer(answer.statusCode(), Bytes.wrap(answer.body()));
    }

    @Override
    public void close() {
        client.close();
    }
}
