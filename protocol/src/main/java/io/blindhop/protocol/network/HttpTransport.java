package io.blindhop.protocol.network;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.TimeLeft;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/**
 * HTTP/1.1 to one node, over connections that are kept. Answers come compressed where the node does that, and are read as
 * they arrive; their headers have at most 384 KiB, which is a limit of {@link HttpClient}.
 */
public final class HttpTransport implements NetworkTransport {
    private final HttpOptions options;
    private final HttpClient client;

    public HttpTransport(HttpOptions options) {
        this.options = options;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(options.connectWithin())
                .build();
    }

    @Override
    public String remote() {
        return options.prefix();
    }

    @Override
    public Answer send(Request request, TimeLeft timeLeft) {
        Duration left = timeLeft.left();
        if (left.isNegative() || left.isZero()) {
            throw late(request);
        }
        HttpRequest http = http(request, left.compareTo(options.silence()) < 0 ? left : options.silence());
        try {
            HttpResponse<ArrivingBody> response =
                    client.send(http, head -> new ArrivingBody(what(request), timeLeft, options.silence()));
            return answer(request, response);
        } catch (HttpTimeoutException e) {
            if (timeLeft.left().isPositive()) {
                throw new RemoteUnreachableException(what(request) + " was not answered: " + said(e), e);
            }
            throw late(request);
        } catch (IOException e) {
            throw new RemoteUnreachableException(what(request) + " was not answered: " + said(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallCancelledException(what(request) + " was interrupted", e);
        }
    }

    private HttpRequest http(Request request, Duration timeout) {
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(options.prefix() + request.path()))
                .timeout(timeout)
                .header("Accept-Encoding", "gzip")
                .method(request.method(), body(request));
        if (!request.body().isEmpty()) {
            http.header("Content-Type", request.contentType());
        }
        request.token().ifPresent(token -> http.header("Authorization", "Bearer " + token.value()));
        if (!request.via().hops().isEmpty()) {
            http.header(Via.HEADER, request.via().header());
        }
        return http.build();
    }

    /** The parts are turned into arrays one by one, as they are sent. */
    private static BodyPublisher body(Request request) {
        if (request.body().isEmpty()) {
            return BodyPublishers.noBody();
        }
        Iterable<byte[]> arrays = () -> {
            Iterator<Bytes> parts = request.body().iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return parts.hasNext();
                }

                @Override
                public byte[] next() {
                    return parts.next().toArray();
                }
            };
        };
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(arrays), request.length());
    }

    private Answer answer(Request request, HttpResponse<ArrivingBody> response) throws IOException {
        ArrivingBody arriving = response.body();
        Optional<String> coding = response.headers().firstValue("Content-Encoding");
        boolean bounded = response.headers().firstValue("Content-Length").isPresent()
                || response.headers().firstValue("Transfer-Encoding").isPresent();
        if (response.statusCode() == 200 && !bounded) {
            arriving.close();
            throw new BadAnswerException(
                    what(request) + " was answered without a length: where such an answer ends cannot be told");
        }
        InputStream body = arriving;
        if (coding.isPresent() && !coding.get().equalsIgnoreCase("identity")) {
            if (!coding.get().equalsIgnoreCase("gzip")) {
                arriving.close();
                throw new BadAnswerException(what(request) + " was answered in a coding that was not asked for");
            }
            body = new GunzippedBody(what(request), arriving);
        }
        return new Answer(response.statusCode(), name -> response.headers().firstValue(name), body);
    }

    private String what(Request request) {
        return remote() + ": " + request;
    }

    private OutOfTimeException late(Request request) {
        return new OutOfTimeException(what(request) + " was not answered in the time that was left for it");
    }

    private static String said(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
