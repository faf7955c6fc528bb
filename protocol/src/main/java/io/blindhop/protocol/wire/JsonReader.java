package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Pulls values out of one JSON document in memory. Between calls it stands on the first token of a value; whoever reads
 * the value leaves it on the last. What is skipped is never materialised. Anything that is not JSON, or nested deeper
 * than {@value #MAX_DEPTH}, is a {@link MalformedRequestException} with the place.
 */
final class JsonReader {
    static final int MAX_DEPTH = 200;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(1_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Bytes source;
    private final String what;
    private final JsonParser parser;

    private JsonReader(Bytes source, String what) throws IOException {
        this.source = source;
        this.what = what;
        this.parser = FACTORY.createParser(source.asInputStream());
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    /** Reads a document that must be one object, member by member; nothing may follow it. */
    static void object(Bytes source, String what, Consumer<JsonReader> whole) {
        try {
            JsonReader reader = new JsonReader(source, what);
            try (reader.parser) {
                if (reader.next() != JsonToken.START_OBJECT) {
                    throw new MalformedRequestException(what + " must be a JSON object");
                }
                whole.accept(reader);
                if (reader.next() != null) {
                    throw new MalformedRequestException(
                            what + " has more after its object, at byte " + reader.offset());
                }
            }
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    /** Hands over every member of the object it stands on, standing on the member's value. */
    void eachMember(Consumer<String> member) {
        while (next() != JsonToken.END_OBJECT) {
            String name = step(parser::currentName);
            next();
            member.accept(name);
        }
    }

    /** Hands over every element of the array it stands on, standing on the element. */
    void eachElement(Runnable element) {
        while (next() != JsonToken.END_ARRAY) {
            element.run();
        }
    }

    JsonToken token() {
        return parser.currentToken();
    }

    boolean is(JsonToken token) {
        return parser.currentToken() == token;
    }

    String text() {
        return step(parser::getText);
    }

    /** The number as the clients' language reads it: infinite if it is too large. */
    double number() {
        return step(parser::getDoubleValue);
    }

    void skip() {
        step(parser::skipChildren);
    }

    /** The value's text exactly as it was sent. */
    Bytes raw() {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        step(parser::skipChildren);
        step(() -> {
            parser.finishToken();
            return true;
        });
        return source.slice(from, (int) offset() - from);
    }

    private long offset() {
        return parser.currentLocation().getByteOffset();
    }

    private JsonToken next() {
        return step(parser::nextToken);
    }

    private <T> T step(Step<T> step) {
        try {
            return step.take();
        } catch (JsonProcessingException e) {
            throw new MalformedRequestException("Invalid JSON in the " + what + " at byte " + offset() + ": "
                    + MalformedRequestException.quote(e.getOriginalMessage()));
        } catch (IOException e) {
            // The source is in memory: what fails is its content, such as bytes that are not UTF-8.
            throw new MalformedRequestException("Invalid text in the " + what + " at byte " + offset());
        }
    }
}
