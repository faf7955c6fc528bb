package io.blindhop.functions.http;

import io.blindhop.protocol.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it arrived.
 *
 * <p>The target is kept as it was sent. {@link #segments()} and {@link #query()} decode it and refuse every trick with a
 * 400, so a handler behind the {@link Router} never sees a path that a proxy may have read differently.
 *
 * @param method upper case, as sent
 * @param target path and query as sent, for example {@code /acme/sync/docs/capabilities?dbId=main}
 * @param body whole; a server that stops reading at the body limit hands over one byte more than the limit, which
 *     {@link BodyLimit} refuses
 * @param remoteAddress address of the peer without port
 * @param parameters the {@code :name} segments of the route, filled in by the {@link Router}
 */
public record HttpRequest(
        String method,
        String target,
        Headers headers,
        Bytes body,
        String remoteAddress,
        Map<String, String> parameters) {

    public HttpRequest {
        parameters = Map.copyOf(parameters);
    }

    public HttpRequest(String method, String target, Headers headers, Bytes body, String remoteAddress) {
        this(method, target, headers, body, remoteAddress, Map.of());
    }

    /** The path as sent, without the query. */
    public String rawPath() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** @throws HttpError 400 if the path is not a plain list of names (see {@link PathSegments}) */
    public List<String> segments() {
        return PathSegments.parse(rawPath());
    }

    /** @throws HttpError 400 if an escape is broken or is not UTF-8 */
    public QueryParameters query() {
        int question = target.indexOf('?');
        return QueryParameters.parse(question < 0 ? "" : target.substring(question + 1));
    }

    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /**
     * The value of a {@code :name} segment of the route that was matched.
     *
     * @throws IllegalArgumentException if the route has no such segment
     */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no segment :" + name);
        }
        return value;
    }

    HttpRequest withParameters(Map<String, String> values) {
        return new HttpRequest(method, target, headers, body, remoteAddress, values);
    }

    HttpRequest withMethod(String other) {
        return new HttpRequest(other, target, headers, body, remoteAddress, parameters);
    }

    /** Neither target nor headers nor body: they hold ids, tokens and data. */
    @Override
    public String toString() {
        return method + " request of " + body;
    }
}
