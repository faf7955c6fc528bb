package io.blindhop.protocol.automerge;

import java.util.HashMap;
import java.util.Map;

/** A map, list or text of a document under construction. */
final class ObjectNode {
    enum Kind {
        MAP,
        LIST,
        TEXT
    }

    final Kind kind;

    /** For a map: by key, the first of the operations that compete for it. */
    final Map<String, Op> keys;

    /** For a sequence: what stands before its first element, not an operation itself; null for a map. */
    final Op head;

    private ObjectNode(Kind kind) {
        this.kind = kind;
        this.keys = kind == Kind.MAP ? new HashMap<>() : Map.of();
        this.head = kind == Kind.MAP ? null : Op.head();
    }

    static ObjectNode root() {
        return new ObjectNode(Kind.MAP);
    }

    /** The new object of an operation with this action; null if it makes none. */
    static ObjectNode madeBy(int action) {
        return switch (action) {
            case Op.MAKE_MAP, Op.MAKE_TABLE -> new ObjectNode(Kind.MAP);
            case Op.MAKE_LIST -> new ObjectNode(Kind.LIST);
            case Op.MAKE_TEXT -> new ObjectNode(Kind.TEXT);
            default -> null;
        };
    }
}
