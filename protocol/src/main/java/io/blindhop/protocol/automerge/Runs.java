package io.blindhop.protocol.automerge;

/**
 * The run lengths of an RLE column: what comes next is a repetition, a literal or a null. {@code n > 0}: one value n
 * times; {@code n < 0}: -n values; {@code n = 0}: as many nulls as the next number says. After the last run: nulls.
 */
final class Runs {
    enum Next {
        /** A value stands at the cursor. */
        FRESH,
        /** The value that was read last. */
        SAME,
        NULL
    }

    private enum Kind {
        REPEATED,
        LITERAL,
        NULLS
    }

    private final ByteCursor cursor;
    private Kind kind = Kind.NULLS;
    private long left;

    Runs(ByteCursor cursor) {
        this.cursor = cursor;
    }

    Next next() {
        if (left > 0) {
            left--;
            return switch (kind) {
                case REPEATED -> Next.SAME;
                case LITERAL -> Next.FRESH;
                case NULLS -> Next.NULL;
            };
        }
        while (!cursor.isEmpty()) {
            startRun();
            if (left > 0) {
                left--;
                return kind == Kind.NULLS ? Next.NULL : Next.FRESH;
            }
        }
        return Next.NULL;
    }

    private void startRun() {
        long length = cursor.signed();
        if (length == Long.MIN_VALUE) {
            throw new MalformedChunkException("a run is 2^63 long");
        }
        kind = length > 0 ? Kind.REPEATED : length < 0 ? Kind.LITERAL : Kind.NULLS;
        left = length == 0 ? cursor.unsigned() : Math.abs(length);
        if (left < 0) {
            throw new MalformedChunkException("a run is longer than 2^63");
        }
    }

    /** How many values a column of unsigned numbers has; consumes it, run by run. */
    static int lengthOfUnsigned(ByteCursor column, String what, int limit) {
        Runs runs = new Runs(column);
        long total = 0;
        while (!column.isEmpty()) {
            runs.startRun();
            total += Math.min(runs.left, 1L + limit);
            if (total > limit) {
                throw new MalformedChunkException(what + " are more than the limit of " + limit);
            }
            long values = runs.kind == Kind.LITERAL ? runs.left : runs.kind == Kind.REPEATED ? 1 : 0;
            for (long i = 0; i < values; i++) {
                column.unsigned();
            }
        }
        return (int) total;
    }
}
