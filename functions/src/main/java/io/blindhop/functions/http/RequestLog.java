package io.blindhop.functions.http;

import io.blindhop.functions.observe.ErrorKind;
import io.blindhop.functions.observe.Figures;
import io.blindhop.functions.observe.Invocation;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.functions.observe.RequestReport;
import io.blindhop.functions.observe.TraceId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tells an observer of every request, once, when its answer has ended; that of a streamed answer when the stream has, or
 * was cut. All that is done for the request until then counts as its work, the writing of the body included.
 *
 * <p>The route is the pattern, never the path, so that no id of a user gets into a log; headers and query are left out.
 */
public final class RequestLog implements HttpHandler {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private final HttpHandler next;
    private final Function<HttpRequest, String> route;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final RequestObserver observer;

    /**
     * Observes one handler.
     *
     * @param route names the route of a request, see {@link Router#describe}
     * @param ids of requests to which the platform gave none
     */
    public RequestLog(
            HttpHandler next,
            Function<HttpRequest, String> route,
            InstantSource clock,
            Supplier<String> ids,
            RequestObserver observer) {
        this.next = next;
        this.route = route;
        this.clock = clock;
        this.ids = ids;
        this.observer = observer;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        Running running = new Running(request);
        Optional<HttpResponse> answered = Optional.empty();
        try {
            answered = Optional.of(running.figures.call(() -> next.handle(request)));
        } finally {
            if (answered.isEmpty()) {
                running.ended(500, false, 0);
            }
        }
        return running.observed(answered.get());
    }

    /** A request that has not ended. */
    private final class Running {
        private final HttpRequest request;
        private final long start = clock.millis();
        private final Invocation invocation = Invocation.current();
        private final Figures figures = new Figures();

        Running(HttpRequest request) {
            this.request = request;
        }

        HttpResponse observed(HttpResponse response) {
            boolean head = request.method().equals("HEAD");
            return switch (response.body()) {
                case ResponseBody.Streamed streamed
                when !head ->
                    response.withBody(new ResponseBody.Streamed(
                            streamed.length(), out -> write(response.status(), streamed, out)));
                case ResponseBody.Whole whole
                when !head -> ended(response, whole.bytes().length());
                // Nobody writes the body of an answer to HEAD.
                default -> ended(response, 0);
            };
        }

        private HttpResponse ended(HttpResponse response, long bytes) {
            ended(response.status(), false, bytes);
            return response;
        }

        private void write(int status, ResponseBody.Streamed streamed, OutputStream out) throws IOException {
            CountingOutput counted = new CountingOutput(out);
            boolean complete = false;
            try {
                figures.<Boolean, IOException>call(() -> {
                    streamed.writer().write(counted);
                    return true;
                });
                counted.requireLength(streamed.length());
                complete = true;
            } catch (PeerGoneException gone) {
                figures.failed(ErrorKind.CLIENT_GONE);
                throw gone;
            } finally {
                ended(status, !complete, counted.count());
            }
        }

        void ended(int status, boolean cut, long bytesOut) {
            if (status >= 400) {
                figures.failed(ErrorKind.ofStatus(status));
            } else if (cut) {
                figures.failed(ErrorKind.INTERNAL);
            }
            long end = clock.millis();
            observer.ended(new RequestReport(
                    invocation.requestId().orElseGet(ids),
                    invocation.trace().or(this::traceOfSender),
                    METHODS.contains(request.method()) ? request.method() : "-",
                    route.apply(request),
                    status,
                    cut,
                    figures.error(),
                    request.body().length(),
                    bytesOut,
                    figures,
                    end,
                    end - start,
                    invocation.coldStart()));
        }

        private Optional<TraceId> traceOfSender() {
            return request.header("X-Amzn-Trace-Id")
                    .flatMap(TraceId::ofXRay)
                    .or(() -> request.header("traceparent").flatMap(TraceId::ofTraceparent));
        }
    }
}
