package io.blindhop.protocol.store;

import java.util.Arrays;
import java.util.Optional;

/** The two independent stores of a database (protocol 1.2). */
public enum StoreKind {
    DOCS("docs"),
    ATTACHMENTS("attachments");

    private final String segment;

    StoreKind(String segment) {
        this.segment = segment;
    }

    /** The path segment that names this kind on the wire. */
    public String segment() {
        return segment;
    }

    public static Optional<StoreKind> ofSegment(String segment) {
        return Arrays.stream(values())
                .filter(kind -> kind.segment.equals(segment))
                .findFirst();
    }
}
