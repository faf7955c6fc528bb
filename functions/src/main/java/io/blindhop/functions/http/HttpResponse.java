package io.blindhop.functions.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.blindhop.protocol.Bytes;
import java.util.OptionalLong;

/** An answer: status, headers (without those of the transport, such as {@code Content-Length}) and body. */
public record HttpResponse(int status, Headers headers, ResponseBody body) {
    public static final String JSON = "application/json";
    public static final String OCTETS = "application/octet-stream";
    public static final String EVENTS = "text/event-stream";

    private static final String CONTENT_TYPE = "Content-Type";

    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Headers.none(), new ResponseBody.Empty());
    }

    /** @param json UTF-8 text of one JSON value */
    public static HttpResponse json(int status, Bytes json) {
        return new HttpResponse(status, contentType(JSON + "; charset=utf-8"), new ResponseBody.Whole(json));
    }

    public static HttpResponse json(int status, String json) {
        return json(status, Bytes.utf8(json));
    }

    public static HttpResponse octets(int status, Bytes bytes) {
        return new HttpResponse(status, contentType(OCTETS), new ResponseBody.Whole(bytes));
    }

    /** A body of unknown length. JSON is compressed on its way if the client likes that. */
    public static HttpResponse streamed(int status, String contentType, ResponseBody.Writer writer) {
        return new HttpResponse(
                status, contentType(contentType), new ResponseBody.Streamed(OptionalLong.empty(), writer));
    }

    /** A body of exactly {@code length} bytes. */
    public static HttpResponse streamed(int status, String contentType, long length, ResponseBody.Writer writer) {
        return new HttpResponse(
                status, contentType(contentType), new ResponseBody.Streamed(OptionalLong.of(length), writer));
    }

    /** {@code {"error": message}}, the form of every error of the protocol (part 2.5). */
    public static HttpResponse error(int status, String message) {
        return json(
                status,
                "{\"error\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(message)) + "\"}");
    }

    public HttpResponse withHeader(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    public HttpResponse withHeaders(Headers other) {
        return new HttpResponse(status, other, body);
    }

    public HttpResponse withBody(ResponseBody other) {
        return new HttpResponse(status, headers, other);
    }

    /** The media type in lower case without its parameters; empty if the answer has none. */
    String mediaType() {
        String type = headers.first(CONTENT_TYPE).orElse("");
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(java.util.Locale.ROOT);
    }

    private static Headers contentType(String type) {
        return Headers.of(CONTENT_TYPE, type);
    }
}
