package io.blindhop.signaling.room;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreKind;

/** A store whose changes can be subscribed to. */
public record Topic(DatabaseId dbId, StoreKind kind) {
    private static final String SEPARATOR = "/";

    static Topic parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        StoreKind kind = StoreKind.ofSegment(text.substring(0, separator)).orElseThrow();
        return new Topic(new DatabaseId(text.substring(separator + 1)), kind);
    }

    String text() {
        return kind.segment() + SEPARATOR + dbId;
    }
}
