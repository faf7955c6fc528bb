package io.blindhop.infra.bench;

import java.io.PrintWriter;

/** What a benchmark found. */
public interface Report {
    /** For people. */
    void print(PrintWriter out);

    /** The same as one JSON object. */
    String toJson();

    /** Whether everything that has a bound is within it. */
    default boolean boundsHold() {
        return true;
    }
}
