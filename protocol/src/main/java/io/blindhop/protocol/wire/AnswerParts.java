package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Takes an answer that is one JSON object apart while it arrives: the elements of its long arrays one by one, every other
 * member whole. No more than one of them is in memory, and none may be larger than a limit. What a part contains is looked
 * at by whoever parses it; here only quotes, brackets and commas count.
 *
 * <p>Throws {@link MalformedRequestException} for anything that is no object, that ends early or lacks an array, and
 * {@link LimitExceededException} for a part that is too large.
 */
final class AnswerParts {
    private static final int BUFFER = 8192;
    private static final int NONE = -2;

    private final InputStream in;
    private final int maxPart;
    private final Map<String, Feed.Sink<Bytes>> arrays;
    private final Member member;
    private final Set<String> found = new HashSet<>();
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private int position;
    private long before;
    private int peeked = NONE;

    private AnswerParts(InputStream in, int maxPart, Map<String, Feed.Sink<Bytes>> arrays, Member member) {
        this.in = in;
        this.maxPart = maxPart;
        this.arrays = arrays;
        this.member = member;
    }

    /** Takes a member as the text it arrived as. */
    interface Member {
        void accept(String name, Bytes json) throws IOException;
    }

    /**
     * Reads an answer to its end.
     *
     * @param maxPart bytes of an element, or of a member that is none of {@code arrays}
     * @param arrays what takes the elements, by the name of the array; {@code a.b} is {@code b} in the object {@code a}
     * @param member takes the other members
     */
    static void read(InputStream in, int maxPart, Map<String, Feed.Sink<Bytes>> arrays, Member member)
            throws IOException {
        AnswerParts parts = new AnswerParts(in, maxPart, arrays, member);
        parts.require(parts.token(), '{');
        parts.members("");
        if (parts.token() >= 0) {
            throw parts.malformed("goes on after its object");
        }
        for (String array : arrays.keySet()) {
            if (!parts.found.contains(array)) {
                throw new MalformedRequestException("The array " + array + " is missing");
            }
        }
    }

    /** @param place of the object whose brace was read, with a dot at its end, or empty */
    private void members(String place) throws IOException {
        int next = token();
        while (next != '}') {
            require(next, '"');
            String name = place + name();
            require(token(), ':');
            value(name, token());
            next = token();
            if (next == ',') {
                next = token();
                require(next, '"');
            } else {
                require(next, '}');
            }
        }
    }

    private void value(String name, int first) throws IOException {
        Feed.Sink<Bytes> elements = arrays.get(name);
        if (elements != null && first == '[') {
            found.add(name);
            array(elements);
        } else if (first == '{' && arrays.keySet().stream().anyMatch(array -> array.startsWith(name + "."))) {
            members(name + ".");
        } else {
            member.accept(name, part(first));
        }
    }

    private void array(Feed.Sink<Bytes> elements) throws IOException {
        int next = token();
        while (next != ']') {
            elements.accept(part(next));
            next = token();
            if (next == ',') {
                next = token();
                if (next == ']') {
                    throw malformed("has no value where one belongs");
                }
            } else {
                require(next, ']');
            }
        }
    }

    private String name() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(32);
        string(text);
        return Bytes.wrap(text.toByteArray()).slice(0, text.size() - 1).toUtf8();
    }

    private Bytes part(int first) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(64);
        text.write(first);
        switch (first) {
            case '"' -> string(text);
            case '{', '[' -> nested(text);
            case ',', ':', '}', ']' -> throw malformed("has no value where one belongs");
            default -> {
                if (first < 0) {
                    throw malformed("ends where a value belongs");
                }
                scalar(text);
            }
        }
        return Bytes.wrap(text.toByteArray());
    }

    private void nested(ByteArrayOutputStream text) throws IOException {
        int depth = 1;
        while (depth > 0) {
            int c = append(text);
            switch (c) {
                case '"' -> string(text);
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
        }
    }

    private void string(ByteArrayOutputStream text) throws IOException {
        int c;
        do {
            c = append(text);
            if (c == '\\') {
                append(text);
            }
        } while (c != '"');
    }

    private void scalar(ByteArrayOutputStream text) throws IOException {
        int c = take();
        while (c >= 0 && c != ',' && c != '}' && c != ']' && !isSpace(c)) {
            write(text, c);
            c = take();
        }
        peeked = c;
    }

    private int append(ByteArrayOutputStream text) throws IOException {
        int c = take();
        if (c < 0) {
            throw malformed("ends inside a value");
        }
        write(text, c);
        return c;
    }

    private void write(ByteArrayOutputStream text, int c) {
        if (text.size() == maxPart) {
            throw LimitExceededException.text("a part of the answer at byte " + offset(), maxPart + 1L, maxPart);
        }
        text.write(c);
    }

    /** The next byte that is no white space, or -1. */
    private int token() throws IOException {
        int c = take();
        while (isSpace(c)) {
            c = take();
        }
        return c;
    }

    private int take() throws IOException {
        if (peeked != NONE) {
            int c = peeked;
            peeked = NONE;
            return c;
        }
        if (position == filled) {
            before += filled;
            position = 0;
            filled = Math.max(0, in.read(buffer, 0, BUFFER));
            if (filled == 0) {
                return -1;
            }
        }
        return buffer[position++] & 0xFF;
    }

    private void require(int actual, char expected) {
        if (actual != expected) {
            throw malformed(actual < 0 ? "ends early" : "has something else where '" + expected + "' belongs");
        }
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private long offset() {
        return before + position;
    }

    private MalformedRequestException malformed(String what) {
        return new MalformedRequestException("The JSON " + what + ", at byte " + offset());
    }
}
