package io.blindhop.infra.lambda;

import io.blindhop.protocol.Bytes;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of a runtime to its Runtime API: reads requests, answers them, tells the copy. */
final class RuntimeConnection extends SimpleChannelInboundHandler<HttpObject> {
    private static final String BASE = "/2018-06-01/runtime/";
    private static final Pattern OUTCOME = Pattern.compile(BASE + "invocation/([^/]+)/(response|error)");
    private static final String MODE = "Lambda-Runtime-Function-Response-Mode";
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String OCTETS = "application/octet-stream";
    private static final String JSON = "application/json";
    private static final String ACCEPTED = "{\"status\":\"OK\"}\n";

    private final Copy copy;
    private final String functionArn;
    private Optional<RequestBody> body = Optional.empty();

    RuntimeConnection(Copy copy, String functionArn) {
        this.copy = copy;
        this.functionArn = functionArn;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message.decoderResult().isFailure()) {
            cut();
            answer(context, Refusal.MALFORMED, () -> close(context));
            return;
        }
        if (message instanceof HttpRequest request) {
            body = Optional.of(route(context, request));
        }
        if (message instanceof HttpContent content) {
            if (content.content().isReadable()) {
                Bytes bytes = Bytes.wrap(ByteBufUtil.getBytes(content.content()));
                body.ifPresent(open -> open.chunk(bytes));
            }
            if (content instanceof LastHttpContent last) {
                Optional<RequestBody> ended = body;
                body = Optional.empty();
                ended.ifPresent(open -> open.end(last.trailingHeaders()));
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cut();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        System.getLogger(RuntimeConnection.class.getName())
                .log(System.Logger.Level.DEBUG, "A connection to the Runtime API broke", cause);
        close(context);
    }

    private void cut() {
        Optional<RequestBody> open = body;
        body = Optional.empty();
        open.ifPresent(RequestBody::cut);
    }

    private RequestBody route(ChannelHandlerContext context, HttpRequest request) {
        Matcher outcome = OUTCOME.matcher(request.uri());
        if (request.method().equals(HttpMethod.GET) && request.uri().equals(BASE + "invocation/next")) {
            return RequestBody.ignored(() -> copy.next(poll(context)).ifPresent(refused -> answer(context, refused)));
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return refused(context, Refusal.NOT_FOUND);
        }
        if (request.uri().equals(BASE + "init/error")) {
            return RequestBody.collected(said -> initError(context, error(request, said)), () -> {});
        }
        if (!outcome.matches()) {
            return refused(context, Refusal.NOT_FOUND);
        }
        Optional<Refusal> refusal = copy.begin(outcome.group(1));
        if (refusal.isPresent()) {
            return refused(context, refusal.get());
        }
        return outcome.group(2).equals("error") ? error(context, request) : response(context, request);
    }

    private RequestBody response(ChannelHandlerContext context, HttpRequest request) {
        String mode = request.headers().get(MODE, "");
        String contentType = request.headers().get(HttpHeaderNames.CONTENT_TYPE, OCTETS);
        if (mode.isEmpty()) {
            return RequestBody.collected(
                    payload -> {
                        if (payload.isEmpty()) {
                            copy.fail(FunctionError.found(FunctionError.TOO_LARGE, Refusal.TOO_LARGE.message()));
                            answer(context, Refusal.TOO_LARGE);
                        } else {
                            copy.complete(new Reply.Buffered(contentType, payload.get()));
                            accepted(context);
                        }
                    },
                    this::truncated);
        }
        Optional<Refusal> invalid = !mode.equals("streaming")
                ? Optional.of(Refusal.INVALID_MODE)
                : HttpUtil.isTransferEncodingChunked(request) ? Optional.empty() : Optional.of(Refusal.NOT_CHUNKED);
        if (invalid.isPresent()) {
            copy.fail(FunctionError.found(
                    FunctionError.INVALID_MODE, invalid.get().message()));
            return refused(context, invalid.get());
        }
        copy.openStream(contentType, context.channel().config()::setAutoRead);
        return new StreamedBody(
                copy,
                request,
                refusal -> refusal.ifPresentOrElse(refused -> answer(context, refused), () -> accepted(context)));
    }

    private RequestBody error(ChannelHandlerContext context, HttpRequest request) {
        return RequestBody.collected(
                said -> {
                    copy.fail(error(request, said));
                    accepted(context);
                },
                this::truncated);
    }

    private void initError(ChannelHandlerContext context, FunctionError error) {
        Optional<Refusal> refusal = copy.initError(error);
        if (refusal.isPresent()) {
            answer(context, refusal.get());
        } else {
            send(context, 202, ACCEPTED, () -> copy.end("ended after its init error"));
        }
    }

    private void truncated() {
        copy.fail(FunctionError.found(FunctionError.TRUNCATED, "The response was cut"));
    }

    private static FunctionError error(HttpRequest request, Optional<Bytes> said) {
        return new FunctionError(
                request.headers().get(ERROR_TYPE, FunctionError.UNKNOWN),
                said.map(Bytes::toUtf8).orElse(""));
    }

    private RequestBody refused(ChannelHandlerContext context, Refusal refusal) {
        return RequestBody.ignored(() -> answer(context, refusal));
    }

    private Poll poll(ChannelHandlerContext context) {
        return new Poll() {
            @Override
            public boolean isOpen() {
                return context.channel().isActive();
            }

            @Override
            public void deliver(Invocation invocation, long deadlineMillis) {
                FullHttpResponse event = response(200, invocation.event().toArray());
                event.headers()
                        .set("Lambda-Runtime-Aws-Request-Id", invocation.id())
                        .set("Lambda-Runtime-Deadline-Ms", String.valueOf(deadlineMillis))
                        .set("Lambda-Runtime-Invoked-Function-Arn", functionArn)
                        .set("Lambda-Runtime-Trace-Id", invocation.traceId());
                context.writeAndFlush(event).addListener(RuntimeConnection::log);
            }
        };
    }

    private static void accepted(ChannelHandlerContext context) {
        send(context, 202, ACCEPTED, () -> {});
    }

    private static void answer(ChannelHandlerContext context, Refusal refusal) {
        answer(context, refusal, () -> {});
    }

    private static void answer(ChannelHandlerContext context, Refusal refusal, Runnable sent) {
        send(context, refusal.status(), refusal.json(), sent);
    }

    private static void send(ChannelHandlerContext context, int status, String json, Runnable sent) {
        context.writeAndFlush(response(status, Bytes.utf8(json).toArray())).addListener(done -> {
            log(done);
            sent.run();
        });
    }

    private static void close(ChannelHandlerContext context) {
        context.close().addListener(RuntimeConnection::log);
    }

    /** A copy may die at any moment: what could not be sent to it matters to nobody. */
    static void log(Future<?> done) {
        if (!done.isSuccess()) {
            System.getLogger(RuntimeConnection.class.getName())
                    .log(System.Logger.Level.DEBUG, "The Runtime API could not write or close", done.cause());
        }
    }

    private static FullHttpResponse response(int status, byte[] json) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(json));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, JSON);
        HttpUtil.setContentLength(response, json.length);
        return response;
    }
}
