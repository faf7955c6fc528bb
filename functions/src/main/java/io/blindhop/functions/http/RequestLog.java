package io.blindhop.functions.http;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * One line per request: {@code POST /:tenantId/sync/:kind/getEntries 200 18234 bytes 12 ms}.
 *
 * <p>The route is the pattern, never the path, so that no id of a user gets into a log; headers and query are left out. The
 * line of a streamed answer is written when the stream has ended and says {@code cut} if it ended early.
 */
public final class RequestLog implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(RequestLog.class.getName());

    private final HttpHandler next;
    private final Function<HttpRequest, String> route;
    private final InstantSource clock;

    /** @param route names the route of a request, see {@link Router#describe} */
    public RequestLog(HttpHandler next, Function<HttpRequest, String> route, InstantSource clock) {
        this.next = next;
        this.route = route;
        this.clock = clock;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        long start = clock.millis();
        HttpResponse response = next.handle(request);
        return switch (response.body()) {
            case ResponseBody.Empty empty -> logged(request, response, start, 0);
            case ResponseBody.Whole whole ->
                logged(request, response, start, whole.bytes().length());
            case ResponseBody.Streamed streamed ->
                response.withBody(new ResponseBody.Streamed(streamed.length(), out -> {
                    CountingOutput counted = new CountingOutput(out);
                    boolean complete = false;
                    try {
                        streamed.writer().write(counted);
                        counted.requireLength(streamed.length());
                        complete = true;
                    } finally {
                        line(request, response.status() + (complete ? "" : " cut"), counted.count(), start);
                    }
                }));
        };
    }

    private HttpResponse logged(HttpRequest request, HttpResponse response, long start, long bytes) {
        line(request, String.valueOf(response.status()), bytes, start);
        return response;
    }

    private void line(HttpRequest request, String status, long bytes, long start) {
        LOG.log(
                Level.INFO,
                () -> LogText.clean(request.method()) + " " + route.apply(request) + " " + status + " " + bytes
                        + " bytes " + (clock.millis() - start) + " ms");
    }
}
