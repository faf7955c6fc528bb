package io.blindhop.protocol.automerge;

/** A column of booleans: lengths of alternating runs, beginning with false. After the last run: false. */
final class FlagColumn {
    private final ByteCursor cursor;
    private boolean value = true;
    private long left;

    FlagColumn(ByteCursor cursor) {
        this.cursor = cursor;
    }

    boolean next() {
        while (left == 0) {
            if (cursor.isEmpty()) {
                return false;
            }
            value = !value;
            left = cursor.unsigned();
        }
        // A run of 2^63 and more is negative here and never used up, which is what it says.
        left--;
        return value;
    }
}
