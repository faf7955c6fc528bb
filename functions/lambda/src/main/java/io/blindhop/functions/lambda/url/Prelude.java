package io.blindhop.functions.lambda.url;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Status and headers of an answer as a function URL takes them in front of a streamed body. */
public final class Prelude {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String SET_COOKIE = "Set-Cookie";

    private Prelude() {}

    /** Repeated headers are joined by commas; cookies, which must not be, have a list of their own. */
    public static Bytes of(HttpResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> cookies = new ArrayList<>();
        response.headers().forEach((name, value) -> {
            if (name.equalsIgnoreCase(SET_COOKIE)) {
                cookies.add(value);
            } else {
                headers.merge(name, value, (one, other) -> one + ", " + other);
            }
        });
        return json(response.status(), headers, cookies);
    }

    private static Bytes json(int status, Map<String, String> headers, List<String> cookies) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", status);
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : headers.entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("cookies");
            for (String cookie : cookies) {
                json.writeString(cookie);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(out.toByteArray());
    }
}
