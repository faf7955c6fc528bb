package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonToken;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonBoolean;
import io.blindhop.protocol.json.JsonValue.JsonNull;
import io.blindhop.protocol.json.JsonValue.JsonNumber;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The members of one JSON request that its route asks for; all others are skipped. Lists of ids are read up to their
 * limit, small values as trees of at most {@value Limits#SMALL_VALUE_NODES} nodes, entries one by one: the memory in
 * use grows with the body and no faster.
 */
final class RequestBody {
    private static final Set<String> LISTS = Set.of("ids", "haveIds", "docIds");

    private final Map<String, JsonValue> values = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private List<EntryParse> entries = List.of();

    private RequestBody() {}

    /**
     * Reads a request.
     *
     * @throws MalformedRequestException if the body is not a JSON object
     * @throws LimitExceededException if one of the members is too large
     */
    static RequestBody read(Bytes body, String... wanted) {
        Set<String> names = Set.of(wanted);
        RequestBody request = new RequestBody();
        JsonReader.object(
                body,
                "request body",
                json -> json.eachMember(name -> {
                    if (names.contains(name)) {
                        request.member(name, json);
                    } else {
                        json.skip();
                    }
                }));
        return request;
    }

    private void member(String name, JsonReader json) {
        if (LISTS.contains(name)) {
            lists.put(name, ids(name, json));
        } else if (name.equals("entries")) {
            entries = entries(json);
        } else {
            values.put(name, JsonTree.read(json, name, Limits.SMALL_VALUE_NODES));
        }
    }

    private static List<String> ids(String name, JsonReader json) {
        List<String> ids = new ArrayList<>();
        if (!json.is(JsonToken.START_ARRAY)) {
            json.skip();
            return ids;
        }
        json.eachElement(() -> {
            if (ids.size() == Limits.IDS) {
                throw LimitExceededException.list(name, Limits.IDS);
            }
            if (!json.is(JsonToken.VALUE_STRING)) {
                throw new MalformedRequestException(name + "[" + ids.size() + "] must be a string");
            }
            String id = json.text();
            if (!Limits.canBeId(id)) {
                throw new MalformedRequestException(name + "[" + ids.size() + "] " + idRule());
            }
            ids.add(id);
        });
        return ids;
    }

    private static List<EntryParse> entries(JsonReader json) {
        List<EntryParse> entries = new ArrayList<>();
        if (!json.is(JsonToken.START_ARRAY)) {
            json.skip();
            return entries;
        }
        json.eachElement(() -> {
            if (entries.size() == Limits.ENTRIES) {
                throw LimitExceededException.list("entries", Limits.ENTRIES);
            }
            entries.add(EntryReader.inline(json));
        });
        return entries;
    }

    DatabaseId dbId() {
        return databaseId(text("dbId").orElse(""));
    }

    static DatabaseId databaseId(String text) {
        try {
            return new DatabaseId(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException(e.getMessage());
        }
    }

    /** A list of ids; what is absent or no array counts as empty. */
    List<String> ids(String name) {
        return lists.getOrDefault(name, List.of());
    }

    List<EntryParse> entries() {
        return entries;
    }

    Optional<String> text(String name) {
        return values.get(name) instanceof JsonString(String text) ? Optional.of(text) : Optional.empty();
    }

    boolean isTrue(String name) {
        return values.get(name) instanceof JsonBoolean(boolean value) && value;
    }

    /** A number, or empty for anything else. */
    Optional<Double> number(String name) {
        return values.get(name) instanceof JsonNumber(double value) ? Optional.of(value) : Optional.empty();
    }

    /** The id of something, which must be there. */
    String requiredId(String name) {
        String id = text(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new MalformedRequestException(name + " is required"));
        if (!Limits.canBeId(id)) {
            throw new MalformedRequestException(name + " " + idRule());
        }
        return id;
    }

    /** An object; what is absent or {@code null} counts as one without members. */
    JsonObject object(String name) {
        return switch (values.getOrDefault(name, new JsonNull())) {
            case JsonObject object -> object;
            case JsonNull absent -> new JsonObject(Map.of());
            default -> throw new MalformedRequestException(name + " must be an object or null");
        };
    }

    boolean isAbsent(String name) {
        return values.getOrDefault(name, new JsonNull()) instanceof JsonNull;
    }

    /** A point in time that stored integers are compared with: rounded up, which keeps every comparison true. */
    OptionalLong time(String name) {
        return time(name, values.getOrDefault(name, new JsonNull()));
    }

    static OptionalLong time(String name, JsonValue value) {
        return switch (value) {
            case JsonNull absent -> OptionalLong.empty();
            case JsonNumber(double millis) -> OptionalLong.of((long) Math.ceil(millis));
            default -> throw new MalformedRequestException(name + " must be a number or null");
        };
    }

    static String idRule() {
        return "must be 1 to " + Limits.ID_BYTES + " UTF-8 bytes of whole characters";
    }
}
