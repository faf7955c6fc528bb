package io.blindhop.infra.lambda;

import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.infra.server.LocalServer;
import io.blindhop.infra.server.ServerOptions;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The URL of a function, in {@code RESPONSE_STREAM} mode, without authentication.
 *
 * <p>A request whose event is over {@link LambdaLimits#EVENT_BYTES} is answered with 413, one for which there is no copy
 * with 429, a failure before the body with 502. A failure after that cuts the connection before the last chunk. A client
 * that goes away is not noticed by the function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking function URLs</a>
 */
public final class FunctionUrl implements AutoCloseable {
    private static final long DRAIN_BYTES = 64L << 20;

    private final LambdaFunction function;
    private final LocalServer server;
    private final String host;

    private FunctionUrl(LambdaFunction function, String host, int port) throws IOException {
        this.function = function;
        this.host = host;
        Duration idle = function.timeout().plusSeconds(60);
        ServerOptions options =
                new ServerOptions(host, port, LambdaLimits.EVENT_BYTES, DRAIN_BYTES, idle, Duration.ofSeconds(1));
        this.server = LocalServer.start(options, this::answer);
    }

    /**
     * @param port 0 for any free one
     * @throws IOException if the address cannot be bound
     */
    public static FunctionUrl open(LambdaFunction function, String host, int port) throws IOException {
        return new FunctionUrl(function, host, port);
    }

    public URI url() {
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port());
    }

    /** The function and its copies live on. */
    @Override
    public void close() {
        server.close();
    }

    private HttpResponse answer(HttpRequest request) {
        String id = Invocation.newId();
        String traceRoot = UrlEvent.traceRoot(request).orElseGet(function::newTraceRoot);
        Bytes event = UrlEvent.of(request, id, traceRoot, function.clock().instant());
        if (event.length() > LambdaLimits.EVENT_BYTES) {
            return message(
                    413,
                    "Request must be smaller than " + (LambdaLimits.EVENT_BYTES + 1)
                            + " bytes for the InvokeFunction operation");
        }
        try {
            HttpResponse response = await(request, function.submit(id, event, request.rawPath(), traceRoot));
            return response.withHeader("x-amzn-RequestId", id);
        } catch (ThrottledException e) {
            return message(429, "Rate Exceeded.");
        } catch (IOException | MalformedJsonException e) {
            System.getLogger(FunctionUrl.class.getName())
                    .log(System.Logger.Level.DEBUG, "Invocation " + id + " has no answer", e);
            return message(502, "Internal Server Error").withHeader("x-amzn-RequestId", id);
        }
    }

    private static HttpResponse await(HttpRequest request, Invocation invocation) throws IOException {
        return switch (invocation.await()) {
            case Reply.Buffered reply -> buffered(reply);
            case Reply.Streamed(String type, ReplyStream stream)
            when !type.equals(Prelude.CONTENT_TYPE) ->
                streamed(request, new UrlHead(200, Headers.of("Content-Type", type)), Bytes.empty(), stream);
            case Reply.Streamed(String type, ReplyStream stream) -> {
                try {
                    Prelude prelude = Prelude.take(stream);
                    yield streamed(request, prelude.head(), prelude.first(), stream);
                } catch (MalformedJsonException e) {
                    stream.discard();
                    throw e;
                }
            }
        };
    }

    private static HttpResponse streamed(HttpRequest request, UrlHead head, Bytes first, ReplyStream stream)
            throws IOException {
        if (request.method().equals("HEAD") || head.status() == 204 || head.status() == 304) {
            stream.skipAll();
            return new HttpResponse(head.status(), head.headers(), new ResponseBody.Empty());
        }
        ResponseBody.Writer writer = out -> {
            try {
                Optional<Bytes> chunk = Optional.of(first);
                while (chunk.isPresent()) {
                    chunk.get().writeTo(out);
                    out.flush();
                    chunk = stream.take();
                }
            } catch (IOException e) {
                stream.discard();
                throw e;
            }
        };
        return new HttpResponse(head.status(), head.headers(), new ResponseBody.Streamed(OptionalLong.empty(), writer));
    }

    /** An object with a status code is a response; everything else is the body of one. */
    private static HttpResponse buffered(Reply.Buffered reply) {
        if (!reply.contentType().startsWith("application/json")
                || !(JsonText.parse(reply.payload().toUtf8()) instanceof JsonObject object)
                || !object.members().containsKey("statusCode")) {
            return HttpResponse.json(200, reply.payload()).withHeaders(Headers.of("Content-Type", "application/json"));
        }
        JsonMembers members = JsonMembers.of("response", object);
        UrlHead head = UrlHead.of(members);
        boolean base64 = members.find("isBase64Encoded")
                .filter(new JsonBoolean(true)::equals)
                .isPresent();
        Bytes body = base64
                ? members.findBase64("body").orElse(Bytes.empty())
                : Bytes.utf8(members.findString("body").orElse(""));
        Headers headers = head.headers().has("content-type")
                ? head.headers()
                : head.headers().with("Content-Type", "application/json");
        return new HttpResponse(head.status(), headers, new ResponseBody.Whole(body));
    }

    private static HttpResponse message(int status, String text) {
        return HttpResponse.json(status, "{\"Message\":\"" + text + "\"}");
    }
}
