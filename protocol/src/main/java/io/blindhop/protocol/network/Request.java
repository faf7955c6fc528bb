package io.blindhop.protocol.network;

import io.blindhop.protocol.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of another node.
 *
 * @param method {@code GET} or {@code POST}
 * @param path below the other node's root, with its query; begins with a slash and is ASCII
 * @param contentType of the body
 * @param body in parts, which are sent one after the other without being joined in memory
 * @param via the nodes that this has come through
 */
public record Request(
        String method, String path, String contentType, List<Bytes> body, Optional<BearerToken> token, Via via) {
    public static final String JSON = "application/json";

    public Request {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash: " + path);
        }
        body = List.copyOf(body);
    }

    public static Request get(String path) {
        return new Request("GET", path, JSON, List.of(), Optional.empty(), Via.NONE);
    }

    public static Request post(String path, Bytes json) {
        return post(path, JSON, List.of(json));
    }

    public static Request post(String path, String contentType, List<Bytes> body) {
        return new Request("POST", path, contentType, body, Optional.empty(), Via.NONE);
    }

    public Request with(BearerToken authorisation) {
        return new Request(method, path, contentType, body, Optional.of(authorisation), via);
    }

    public Request through(Via hops) {
        return new Request(method, path, contentType, body, token, hops);
    }

    /** Of the body. */
    public long length() {
        return body.stream().mapToLong(Bytes::length).sum();
    }

    /** Without the token, the body and the query. */
    @Override
    public String toString() {
        return method + " " + path.replaceFirst("\\?.*", "");
    }
}
