package io.blindhop.infra.demo;

import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.protocol.Bytes;
import io.blindhop.signaling.Signaling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Answers {@code GET /demo/} with the demo page, {@code GET /demo/kit/…} with the modules of the peer kit, and leaves everything
 * else to the handler behind it: also what begins with {@code /demo/} and is no file, so that a tenant may be called so.
 *
 * <p>Only files of the kit can be named: a path has no dots but that of its ending. The page gets no scripts from elsewhere, and no
 * other site can frame it.
 */
public final class DemoPages implements HttpHandler {
    private static final String PATH = "/demo/";
    private static final Pattern FILE =
            Pattern.compile("kit/((?:[a-z0-9-]{1,40}/){0,4}[a-z0-9-]{1,40}\\.([a-z]{2,4}))");
    private static final String PAGE = "demo/index.html";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final HttpHandler others;

    public DemoPages(HttpHandler others) {
        this.others = others;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        String path = request.target().replaceFirst("\\?.*", "");
        if (!reads || !path.startsWith("/demo")) {
            return others.handle(request);
        }
        if (path.equals("/demo")) {
            return HttpResponse.empty(308).withHeader("Location", PATH);
        }
        return file(path).orElseGet(() -> others.handle(request));
    }

    private static Optional<HttpResponse> file(String path) {
        if (path.equals(PATH)) {
            return answer(PAGE, "html");
        }
        var matcher = FILE.matcher(path.substring(PATH.length()));
        return matcher.matches() ? answer(matcher.group(1), matcher.group(2)) : Optional.empty();
    }

    private static Optional<HttpResponse> answer(String file, String ending) {
        String type = TYPES.get(ending);
        return type == null ? Optional.empty() : read(file).map(bytes -> answer(type, bytes));
    }

    private static HttpResponse answer(String type, Bytes bytes) {
        Headers headers = Headers.of("Content-Type", type)
                .with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("Cache-Control", "no-cache");
        return new HttpResponse(200, headers, new ResponseBody.Whole(bytes));
    }

    private static Optional<Bytes> read(String file) {
        try (InputStream in = Signaling.class.getResourceAsStream("web/" + file)) {
            return in == null ? Optional.empty() : Optional.of(Bytes.wrap(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
