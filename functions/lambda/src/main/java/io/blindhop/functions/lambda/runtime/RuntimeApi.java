package io.blindhop.functions.lambda.runtime;

import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;

/**
 * The Lambda Runtime API as one copy of a function uses it: one call after the other, over one connection.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Using the Lambda runtime API</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming">Response
 *     streaming in a custom runtime</a>
 */
public final class RuntimeApi implements AutoCloseable {
    private static final String BASE = "/2018-06-01/runtime/";
    private static final String MODE = "Lambda-Runtime-Function-Response-Mode";
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final int CHUNK = 32 * 1024;

    private final String host;
    private final InetSocketAddress address;
    private volatile Optional<DefaultBHttpClientConnection> connection = Optional.empty();

    /** @param hostAndPort as in {@code AWS_LAMBDA_RUNTIME_API} */
    public RuntimeApi(String hostAndPort) {
        URI uri = URI.create("http://" + hostAndPort);
        this.host = uri.getAuthority();
        this.address = new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    }

    /** Waits, possibly frozen for hours, until there is work. */
    public Invocation next() throws IOException {
        boolean fresh = connection.isEmpty();
        try {
            return asked();
        } catch (ProtocolFailure e) {
            throw e;
        } catch (IOException theConnectionWasClosedMeanwhile) {
            if (fresh) {
                throw theConnectionWasClosedMeanwhile;
            }
            return asked();
        }
    }

    private Invocation asked() throws IOException {
        try (ClassicHttpResponse response = call(new BasicClassicHttpRequest("GET", BASE + "invocation/next"))) {
            require(response, 200);
            try (InputStream body = response.getEntity().getContent()) {
                return new Invocation(
                        header(response, "Lambda-Runtime-Aws-Request-Id"),
                        Instant.ofEpochMilli(Long.parseLong(header(response, "Lambda-Runtime-Deadline-Ms"))),
                        header(response, "Lambda-Runtime-Trace-Id"),
                        Bytes.wrap(body.readAllBytes()));
            } finally {
                closeIfAsked(response);
            }
        } catch (NumberFormatException e) {
            throw new ProtocolFailure("The Runtime API gave no deadline", e);
        }
    }

    /**
     * Answers with a stream. It returns when the platform has taken all of it.
     *
     * @throws IOException if the connection broke or the platform refused; the invocation is over either way
     */
    void stream(String requestId, HttpEntity entity) throws IOException {
        BasicClassicHttpRequest request = request("invocation/" + requestId + "/response");
        request.addHeader(MODE, "streaming");
        request.addHeader("Trailer", StreamedEntity.TRAILERS);
        request.addHeader("Transfer-Encoding", "chunked");
        request.addHeader("Content-Type", StreamedEntity.TYPE.toString());
        request.setEntity(entity);
        accepted(request);
    }

    /** Says that there is no answer. The function goes on with the next invocation. */
    public void fail(String requestId, Failure failure) throws IOException {
        error("invocation/" + requestId + "/error", failure);
    }

    /** Says that the function cannot start; the process must end after that. */
    public void failToStart(Failure failure) throws IOException {
        error("init/error", failure);
    }

    private void error(String path, Failure failure) throws IOException {
        BasicClassicHttpRequest request = post(path, failure.toJson());
        request.addHeader(ERROR_TYPE, failure.type());
        accepted(request);
    }

    private BasicClassicHttpRequest post(String path, Bytes json) {
        BasicClassicHttpRequest request = request(path);
        request.addHeader("Content-Type", ContentType.APPLICATION_JSON.getMimeType());
        request.addHeader("Content-Length", json.length());
        request.setEntity(new ByteArrayEntity(json.toArray(), ContentType.APPLICATION_JSON));
        return request;
    }

    private static BasicClassicHttpRequest request(String path) {
        return new BasicClassicHttpRequest("POST", BASE + path);
    }

    private void accepted(ClassicHttpRequest request) throws IOException {
        try (ClassicHttpResponse response = call(request)) {
            require(response, 202);
            EntityUtils.consume(response.getEntity());
            closeIfAsked(response);
        }
    }

    private ClassicHttpResponse call(ClassicHttpRequest request) throws IOException {
        request.addHeader("Host", host);
        request.addHeader("User-Agent", "blindhop");
        boolean done = false;
        DefaultBHttpClientConnection open = open();
        try {
            open.sendRequestHeader(request);
            if (request.getEntity() != null) {
                open.sendRequestEntity(request);
            }
            open.flush();
            ClassicHttpResponse response = open.receiveResponseHeader();
            open.receiveResponseEntity(response);
            done = true;
            return response;
        } catch (HttpException e) {
            throw new ProtocolFailure("The Runtime API does not speak HTTP as expected", e);
        } finally {
            if (!done) {
                abort();
            }
        }
    }

    private DefaultBHttpClientConnection open() throws IOException {
        if (connection.isPresent()
                && connection.get().isOpen()
                && !connection.get().isStale()) {
            return connection.get();
        }
        abort();
        Socket socket = new Socket();
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.connect(address);
        DefaultBHttpClientConnection fresh = new DefaultBHttpClientConnection(Http1Config.custom()
                .setChunkSizeHint(CHUNK)
                .setBufferSize(CHUNK)
                .build());
        fresh.bind(socket);
        connection = Optional.of(fresh);
        return fresh;
    }

    private void closeIfAsked(ClassicHttpResponse response) throws IOException {
        if (header(response, "Connection").equalsIgnoreCase("close")) {
            abort();
        }
    }

    /** Ends what is being sent, from any thread: the platform notices that the answer is not whole. */
    void abort() {
        connection.ifPresent(open -> open.close(CloseMode.IMMEDIATE));
    }

    private void require(ClassicHttpResponse response, int status) throws IOException {
        if (response.getCode() != status) {
            String text = response.getEntity() == null ? "" : text(response);
            throw new ProtocolFailure("The Runtime API answered " + response.getCode() + ": " + text);
        }
    }

    private static String text(ClassicHttpResponse response) throws IOException {
        try {
            return EntityUtils.toString(response.getEntity(), 1000);
        } catch (ParseException e) {
            return "";
        }
    }

    private static String header(ClassicHttpResponse response, String name) throws IOException {
        try {
            Header header = response.getHeader(name);
            return header == null ? "" : header.getValue();
        } catch (ProtocolException e) {
            throw new ProtocolFailure("The Runtime API repeats its header " + name, e);
        }
    }

    @Override
    public void close() {
        abort();
    }

    /** The platform did something that it is not documented to do. */
    private static final class ProtocolFailure extends IOException {
        ProtocolFailure(String message) {
            super(message);
        }

        ProtocolFailure(String message, Exception cause) {
            super(message, cause);
        }
    }
}
