package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonToken;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.AttachmentRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads the values of one entry's members, each checked for type and size. {@code null} counts as absent. A value that
 * is wrong is skipped and noted under the member's name; reading the same member again forgets the note, because the
 * last of equal names counts.
 */
final class Members {
    private final JsonReader json;
    private final Map<String, String> problems = new LinkedHashMap<>();

    Members(JsonReader json) {
        this.json = json;
    }

    void skip() {
        json.skip();
    }

    Optional<String> text(String name, int limit) {
        if (!starts(name, JsonToken.VALUE_STRING, "a string")) {
            return Optional.empty();
        }
        String text = json.text();
        if (text.length() > limit) {
            return wrong(name, "must be at most " + limit + " characters (received " + text.length() + ")");
        }
        if (!Limits.isUnicode(text)) {
            return wrong(name, "contains half a character (an unpaired surrogate)");
        }
        return Optional.of(text);
    }

    Optional<String> id(String name) {
        if (!starts(name, JsonToken.VALUE_STRING, "a string")) {
            return Optional.empty();
        }
        String text = json.text();
        return Limits.canBeId(text)
                ? Optional.of(text)
                : wrong(
                        name,
                        "must be 1 to " + Limits.ID_BYTES + " UTF-8 bytes (received " + text.length() + " characters)");
    }

    Optional<List<String>> ids(String name) {
        if (!starts(name, JsonToken.START_ARRAY, "an array")) {
            return Optional.empty();
        }
        List<String> ids = new ArrayList<>();
        json.eachElement(() -> {
            boolean usable = json.is(JsonToken.VALUE_STRING) && Limits.canBeId(json.text());
            if (!usable) {
                problems.put(name, "must contain strings of 1 to " + Limits.ID_BYTES + " UTF-8 bytes");
                json.skip();
            } else if (hasRoom(name, ids)) {
                ids.add(json.text());
            }
        });
        return problems.containsKey(name) ? Optional.empty() : Optional.of(ids);
    }

    OptionalLong integer(String name) {
        if (!starts(name, JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT, "an integer")) {
            return OptionalLong.empty();
        }
        OptionalLong integer = exact(json.number());
        if (integer.isEmpty()) {
            wrong(name, "must be an integer within ±9007199254740991");
        }
        return integer;
    }

    Optional<Bytes> base64(String name, int limit) {
        return text(name, limit).flatMap(text -> {
            try {
                return Optional.of(Bytes.fromBase64(text));
            } catch (IllegalArgumentException e) {
                return wrong(name, "is not base64");
            }
        });
    }

    Optional<List<AttachmentRef>> attachmentRefs(String name) {
        if (!starts(name, JsonToken.START_ARRAY, "an array")) {
            return Optional.empty();
        }
        List<AttachmentRef> refs = new ArrayList<>();
        json.eachElement(() -> attachmentRef()
                .ifPresentOrElse(
                        ref -> {
                            if (hasRoom(name, refs)) {
                                refs.add(ref);
                            }
                        },
                        () -> problems.put(name, "must contain objects of attachmentId, lastChunkId and size")));
        return problems.containsKey(name) ? Optional.empty() : Optional.of(refs);
    }

    private Optional<AttachmentRef> attachmentRef() {
        if (!json.is(JsonToken.START_OBJECT)) {
            json.skip();
            return Optional.empty();
        }
        Members ref = new Members(json);
        String[] ids = new String[2];
        long[] size = {-1};
        json.eachMember(name -> {
            switch (name) {
                case "attachmentId" -> ids[0] = ref.id(name).orElse(null);
                case "lastChunkId" -> ids[1] = ref.id(name).orElse(null);
                case "size" -> size[0] = ref.integer(name).orElse(-1);
                default -> ref.skip();
            }
        });
        return ids[0] == null || ids[1] == null || size[0] < 0
                ? Optional.empty()
                : Optional.of(new AttachmentRef(ids[0], ids[1], size[0]));
    }

    /** A member that is handed on as the text it arrived as, because its text is signed. */
    <T> Optional<T> signedBlock(String name, Function<String, T> parser) {
        if (!starts(name, JsonToken.START_OBJECT, "an object")) {
            return Optional.empty();
        }
        Bytes raw = json.raw();
        if (raw.length() > Limits.SIGNED_BLOCK) {
            return wrong(name, "must be at most " + Limits.SIGNED_BLOCK + " bytes (received " + raw.length() + ")");
        }
        try {
            return Optional.of(parser.apply(raw.toUtf8()));
        } catch (IllegalArgumentException e) {
            return wrong(name, "is invalid: " + e.getMessage());
        }
    }

    void require(String name, boolean present) {
        if (!present) {
            problems.putIfAbsent(name, "is missing");
        }
    }

    /** What is wrong, as one sentence; empty if nothing is. */
    Optional<String> problems() {
        return problems.entrySet().stream()
                .map(problem -> problem.getKey() + " " + problem.getValue())
                .reduce((first, second) -> first + "; " + second);
    }

    /** The number as a long if it is an integer that the clients' language holds exactly. */
    static OptionalLong exact(double number) {
        return Math.rint(number) == number && Math.abs(number) <= Limits.MAX_INTEGER
                ? OptionalLong.of((long) number)
                : OptionalLong.empty();
    }

    private boolean hasRoom(String name, List<?> list) {
        boolean room = list.size() < Limits.ENTRY_LIST;
        if (!room) {
            problems.put(name, "must contain at most " + Limits.ENTRY_LIST + " elements");
        }
        return room;
    }

    private boolean starts(String name, JsonToken token, String expected) {
        return starts(name, token, token, expected);
    }

    private boolean starts(String name, JsonToken one, JsonToken other, String expected) {
        problems.remove(name);
        if (json.is(one) || json.is(other)) {
            return true;
        }
        if (!json.is(JsonToken.VALUE_NULL)) {
            problems.put(name, "must be " + expected);
            json.skip();
        }
        return false;
    }

    private <T> Optional<T> wrong(String name, String problem) {
        problems.put(name, problem);
        return Optional.empty();
    }
}
