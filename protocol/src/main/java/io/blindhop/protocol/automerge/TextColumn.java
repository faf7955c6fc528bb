package io.blindhop.protocol.automerge;

import java.util.Optional;

/** A run-length encoded column of texts. */
final class TextColumn {
    private final ByteCursor cursor;
    private final Runs runs;
    private Optional<String> last = Optional.empty();

    TextColumn(ByteCursor cursor) {
        this.cursor = cursor;
        this.runs = new Runs(cursor);
    }

    Optional<String> next() {
        return switch (runs.next()) {
            case NULL -> Optional.empty();
            case SAME -> last;
            case FRESH -> {
                last = Optional.of(
                        cursor.take(cursor.length("the length of a text")).utf8());
                yield last;
            }
        };
    }
}
