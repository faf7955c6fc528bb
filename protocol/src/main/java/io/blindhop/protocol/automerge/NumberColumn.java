package io.blindhop.protocol.automerge;

/** A column of numbers: unsigned, or signed differences that add up from 0. */
final class NumberColumn {
    private final ByteCursor cursor;
    private final Runs runs;
    private final boolean differences;
    private long last;
    private long value;

    private NumberColumn(ByteCursor cursor, boolean differences) {
        this.cursor = cursor;
        this.runs = new Runs(cursor);
        this.differences = differences;
    }

    static NumberColumn unsigned(ByteCursor cursor) {
        return new NumberColumn(cursor, false);
    }

    static NumberColumn delta(ByteCursor cursor) {
        return new NumberColumn(cursor, true);
    }

    /** Moves on; false if what is there is null. */
    boolean next() {
        switch (runs.next()) {
            case NULL -> {
                return false;
            }
            case FRESH -> last = differences ? cursor.signed() : cursor.unsigned();
            case SAME -> {}
        }
        value = differences ? sum(value, last) : last;
        return true;
    }

    /** The number that {@link #next} found. */
    long value() {
        return value;
    }

    /** The number that {@link #next} found, if it lies between 0 and the limit. */
    long value(String what, long limit) {
        if (value < 0 || value > limit) {
            throw new MalformedChunkException(what + " is " + value + ", not between 0 and " + limit);
        }
        return value;
    }

    private static long sum(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            throw new MalformedChunkException("a delta column overflows");
        }
        return sum;
    }
}
