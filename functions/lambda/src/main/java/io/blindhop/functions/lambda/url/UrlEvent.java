package io.blindhop.functions.lambda.url;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * An event of a function URL, payload format 2.0, as the request that caused it.
 *
 * <p>Path and query are those that the client sent, still encoded. Repeated headers arrive joined by commas, cookies in a
 * list of their own; the body is text or base64, whatever its type is.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html">Invoking Lambda function URLs</a>
 */
public final class UrlEvent {
    private static final JsonFactory JSON = new JsonFactory();

    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private final List<String> cookies = new ArrayList<>();
    private String method = "";
    private String path = "";
    private String query = "";
    private String address = "";
    private String body = "";
    private boolean base64;

    private UrlEvent() {}

    /** @throws InvalidEventException if the event is not JSON, or not a request */
    public static HttpRequest parse(Bytes event) throws InvalidEventException {
        UrlEvent parsed = new UrlEvent();
        try (JsonParser json = JSON.createParser(event.asInputStream())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidEventException("The event is not an object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                parsed.field(json);
            }
            return parsed.toRequest();
        } catch (IOException e) {
            throw new InvalidEventException("The event is not JSON", e);
        }
    }

    private void field(JsonParser json) throws IOException {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
            case "rawPath" -> path = text(json);
            case "rawQueryString" -> query = text(json);
            case "headers" -> object(json, () -> headers.add(Map.entry(json.currentName(), nextText(json))));
            case "cookies" -> list(json);
            case "requestContext" -> object(json, () -> context(json));
            case "body" -> body = text(json);
            case "isBase64Encoded" -> base64 = json.currentToken() == JsonToken.VALUE_TRUE;
            default -> json.skipChildren();
        }
    }

    private void context(JsonParser json) throws IOException {
        String name = json.currentName();
        json.nextToken();
        if (!name.equals("http")) {
            json.skipChildren();
            return;
        }
        object(json, () -> {
            switch (json.currentName()) {
                case "method" -> method = nextText(json);
                case "sourceIp" -> address = nextText(json);
                default -> {
                    json.nextToken();
                    json.skipChildren();
                }
            }
        });
    }

    @FunctionalInterface
    private interface Member {
        void read() throws IOException;
    }

    private static void object(JsonParser json, Member member) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            member.read();
        }
    }

    private void list(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            cookies.add(text(json));
        }
    }

    private static String nextText(JsonParser json) throws IOException {
        json.nextToken();
        return text(json);
    }

    /** Empty for {@code null} and for anything that is no text. */
    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return "";
    }

    private HttpRequest toRequest() throws InvalidEventException {
        if (method.isEmpty() || !path.startsWith("/")) {
            throw new InvalidEventException("The event has no method or no path: it is no request of a function URL");
        }
        Headers all = Headers.from(headers);
        if (!cookies.isEmpty()) {
            all = all.with("Cookie", String.join("; ", cookies));
        }
        String target = query.isEmpty() ? path : path + "?" + query;
        return new HttpRequest(method, target, all, decodedBody(), address);
    }

    private Bytes decodedBody() throws InvalidEventException {
        try {
            return base64 ? Bytes.wrap(Base64.getDecoder().decode(body)) : Bytes.utf8(body);
        } catch (IllegalArgumentException e) {
            throw new InvalidEventException("The body of the event is not base64", e);
        }
    }
}
