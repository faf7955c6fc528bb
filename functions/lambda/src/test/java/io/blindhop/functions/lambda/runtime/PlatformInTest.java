package io.blindhop.functions.lambda.runtime;

import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

/** As much of the Runtime API as one test needs: hands out events and keeps what is answered. */
public final class PlatformInTest implements AutoCloseable {
    /** What a function sent; {@code body} up to where it ended, {@code whole} if it ended as it should. */
    public record Sent(
            String path, Map<String, String> headers, Bytes body, Map<String, String> trailers, boolean whole) {
        String prelude() {
            return new String(body.toArray(), 0, separator(), StandardCharsets.UTF_8);
        }

        Bytes content() {
            return body.slice(separator() + 8, body.length() - separator() - 8);
        }

        String errorBody() {
            String encoded = trailers.get("Lambda-Runtime-Function-Error-Body");
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        }

        private int separator() {
            int at = 0;
            while (body.at(at) != 0) {
                at++;
            }
            return at;
        }
    }

    private record Event(String requestId, Instant deadline, Bytes json) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Sent> answers = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile boolean closing;
    private volatile int readAtMost = Integer.MAX_VALUE;

    public PlatformInTest() throws IOException {
        server = ServerBootstrap.bootstrap()
                .setListenerPort(0)
                .setCanonicalHostName("127.0.0.1")
                .register("/2018-06-01/runtime/invocation/next", this::next)
                .register("*", this::answered)
                .create();
        server.start();
    }

    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    void invoke(String requestId, Duration time, String json) {
        events.add(new Event(requestId, Instant.now().plus(time), Bytes.utf8(json)));
    }

    /** From now on every connection is closed after one answer, as that answer says. */
    void closeConnections() {
        closing = true;
    }

    /** From now on no more than this is read of an answer: a caller who does not read. */
    void stopReadingAfter(int bytes) {
        readAtMost = bytes;
    }

    public Sent answer() throws InterruptedException {
        Sent sent = answers.poll(30, TimeUnit.SECONDS);
        if (sent == null) {
            throw new AssertionError("No answer came");
        }
        return sent;
    }

    private void next(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
            throws HttpException, IOException {
        try {
            Event event = events.take();
            response.setCode(200);
            if (closing) {
                response.addHeader("Connection", "close");
            }
            response.addHeader("Lambda-Runtime-Aws-Request-Id", event.requestId());
            response.addHeader("Lambda-Runtime-Deadline-Ms", event.deadline().toEpochMilli());
            response.addHeader("Lambda-Runtime-Trace-Id", "Root=1-2-3");
            response.addHeader("Lambda-Runtime-Invoked-Function-Arn", "arn:function");
            response.setEntity(new StringEntity(event.json().toUtf8(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void answered(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
            throws HttpException, IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : request.getHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        List<Byte> read = new ArrayList<>();
        Map<String, String> trailers = new HashMap<>();
        boolean whole = false;
        HttpEntity entity = request.getEntity();
        try {
            InputStream in = entity.getContent();
            int next = in.read();
            while (next >= 0) {
                read.add((byte) next);
                if (read.size() >= readAtMost) {
                    Thread.sleep(60_000);
                }
                next = in.read();
            }
            if (in instanceof ChunkedInputStream chunks && chunks.getFooters() != null) {
                for (Header trailer : chunks.getFooters()) {
                    trailers.put(trailer.getName(), trailer.getValue());
                }
            }
            whole = true;
        } catch (IOException cut) {
            // The test sees that it is not whole.
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            byte[] body = new byte[read.size()];
            for (int i = 0; i < body.length; i++) {
                body[i] = read.get(i);
            }
            answers.add(new Sent(request.getPath(), headers, Bytes.wrap(body), trailers, whole));
        }
        response.setCode(202);
        if (closing) {
            response.addHeader("Connection", "close");
        }
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }
}
