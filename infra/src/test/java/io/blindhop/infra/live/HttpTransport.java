package io.blindhop.infra.live;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.Transport;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.StoreKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Real HTTP to a server. */
public final class HttpTransport implements Transport, AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public HttpTransport(URI base) {
        this.base = base;
    }

    @Override
    public Answer send(HttpRequest request) throws IOException {
        HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray());
        Headers headers = Headers.none();
        for (var field : response.headers().map().entrySet()) {
            headers = headers.with(field.getKey(), String.join(",", field.getValue()));
        }
        return new Answer(response.statusCode(), headers, Bytes.wrap(response.body()));
    }

    /** The body of a successful answer of a sync route, as it arrives. */
    InputStream open(Session session, StoreKind kind, String route, Bytes json) throws IOException {
        String target = "/" + session.tenantId() + "/sync/" + kind.segment() + "/" + route;
        Headers headers =
                Headers.of("Authorization", "Bearer " + session.token()).with("Content-Type", "application/json");
        HttpResponse<InputStream> response =
                exchange(new HttpRequest("POST", target, headers, json, ""), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException("The server answered " + response.statusCode());
        }
        return response.body();
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) throws IOException {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(base + request.target()))
                .timeout(ANSWER_WITHIN)
                .method(
                        request.method(),
                        BodyPublishers.ofByteArray(request.body().toArray()));
        request.headers().forEach(builder::header);
        try {
            return client.send(builder.build(), handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the server worked");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
