package io.blindhop.signaling.message;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.Utf8;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.json.MalformedJsonException;
import io.blindhop.protocol.store.StoreKind;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what clients say, for instance
 *
 * <pre>{"type": "join", "room": "db:main", "re": "2"}</pre>
 *
 * Strictly: a member too many, too few or of another type is {@link ErrorCode#MALFORMED}.
 */
public final class ClientMessages {
    /** UTF-8 bytes of a message. The gateway takes 32 KiB, the rest is for what the server adds when it passes one on. */
    public static final int MAX_BYTES = 31 * 1024;
    /** UTF-8 bytes. */
    public static final int MAX_DATA_BYTES = 24 * 1024;

    private static final int MAX_RE = 64;
    private static final int ID_LENGTH = 22;
    private static final int SIGNATURE_LENGTH = 86;
    private static final Pattern BASE64_URL = Pattern.compile("[A-Za-z0-9_-]*");

    private ClientMessages() {}

    /** What the client calls the message, if it is one that can be asked; for the answer to a message that is refused. */
    public static Optional<String> reference(String text) {
        try {
            return JsonText.parse(text) instanceof JsonObject object
                            && object.members().get("re") instanceof JsonString(String re)
                            && isReference(re)
                    ? Optional.of(re)
                    : Optional.empty();
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    /** @throws InvalidMessageException if it is none, or too large */
    public static ClientMessage read(String text) {
        try {
            requireBytes("the message", text, MAX_BYTES);
            JsonMembers members = JsonMembers.of("message", JsonText.parse(text));
            return read(members);
        } catch (IllegalArgumentException e) {
            throw new InvalidMessageException(ErrorCode.MALFORMED, e.getMessage());
        }
    }

    private static ClientMessage read(JsonMembers members) {
        members.findString("re").filter(re -> !isReference(re)).ifPresent(re -> {
            throw new MalformedJsonException("message.re must be 1 to " + MAX_RE + " characters");
        });
        String type = members.string("type");
        return switch (type) {
            case "hello" -> new ClientMessage.Hello(only(members, "session").id("session"));
            case "join" -> new ClientMessage.Join(only(members, "room").room());
            case "leave" -> new ClientMessage.Leave(only(members, "room").room());
            case "signal" ->
                only(members, "room", "to", "seq", "kind", "expires", "data", "signature")
                        .signal();
            case "subscribe" -> only(members, "dbId", "storeKind").subscribe();
            case "ping" -> only(members).ping();
            default ->
                throw new InvalidMessageException(
                        ErrorCode.UNKNOWN_TYPE,
                        "There is no message \"" + type.substring(0, Math.min(type.length(), MAX_RE))
                                + "\"; there are hello, join, leave, signal, subscribe and ping");
        };
    }

    private static Fields only(JsonMembers members, String... names) {
        Set<String> known = Set.of(names);
        for (String name : members.object().members().keySet()) {
            if (!known.contains(name) && !name.equals("type") && !name.equals("re")) {
                throw new MalformedJsonException("message has a member that is not known: "
                        + name.substring(0, Math.min(name.length(), MAX_RE)));
            }
        }
        return new Fields(members);
    }

    private record Fields(JsonMembers members) {
        private Room room() {
            return new Room(members.string("room"));
        }

        private String id(String name) {
            return base64Url(name, ID_LENGTH);
        }

        private ClientMessage signal() {
            String kind = members.string("kind");
            String data = members.string("data");
            requireBytes("data", data, MAX_DATA_BYTES);
            return new ClientMessage.Signal(
                    room(),
                    id("to"),
                    natural("seq"),
                    SignalKind.of(kind)
                            .orElseThrow(() -> new MalformedJsonException(
                                    "message.kind must be offer, answer, candidates or bye")),
                    natural("expires"),
                    data,
                    base64Url("signature", SIGNATURE_LENGTH));
        }

        private ClientMessage subscribe() {
            DatabaseId dbId = new DatabaseId(members.string("dbId"));
            return new ClientMessage.Subscribe(
                    dbId,
                    StoreKind.ofSegment(members.string("storeKind"))
                            .orElseThrow(
                                    () -> new MalformedJsonException("message.storeKind must be docs or attachments")));
        }

        private ClientMessage ping() {
            return new ClientMessage.Ping();
        }

        private long natural(String name) {
            long value = members.integer(name);
            if (value < 0) {
                throw new MalformedJsonException("message." + name + " must not be negative");
            }
            return value;
        }

        private String base64Url(String name, int length) {
            String text = members.string(name);
            if (text.length() != length || !BASE64_URL.matcher(text).matches()) {
                throw new MalformedJsonException("message." + name + " must be " + length + " characters of base64url");
            }
            return text;
        }
    }

    private static boolean isReference(String re) {
        return !re.isEmpty() && re.length() <= MAX_RE && re.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    private static void requireBytes(String what, String text, int limit) {
        int bytes = Utf8.length(text);
        if (bytes > limit) {
            throw new InvalidMessageException(
                    ErrorCode.TOO_LARGE, what + " has " + bytes + " bytes of UTF-8, the limit is " + limit);
        }
    }
}
