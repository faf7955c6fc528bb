package io.blindhop.store.dynamo.replica;

/** Which way entries go between a store here and the same store of another node. */
public enum Direction {
    /** From there to here. */
    PULL(""),
    /** From here to there. */
    PUSH("to#"),
    /** From there to here, metadata alone. */
    MERGE("merge#");

    private final String prefix;

    Direction(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }
}
