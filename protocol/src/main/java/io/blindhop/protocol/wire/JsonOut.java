package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** Writes one JSON object to a stream as it comes. If that fails half-way, what was written stays unfinished. */
final class JsonOut {
    /** Nothing is closed for us: brackets that a failure left open must stay open, or the answer would look whole. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(com.fasterxml.jackson.core.StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private JsonOut() {}

    /** Writes members, or elements. */
    interface Body {
        void write(JsonGenerator gen) throws IOException;
    }

    static void object(OutputStream out, Body members) throws IOException {
        try (JsonGenerator gen = FACTORY.createGenerator(out)) {
            gen.writeStartObject();
            members.write(gen);
            gen.writeEndObject();
        }
    }

    static <T> void array(JsonGenerator gen, String name, Feed<T> feed, Element<T> element) throws IOException {
        gen.writeArrayFieldStart(name);
        feed.to(value -> element.write(gen, value));
        gen.writeEndArray();
    }

    /** Writes one element. */
    interface Element<T> {
        void write(JsonGenerator gen, T value) throws IOException;
    }
}
