package io.blindhop.functions.conformance;

import io.blindhop.functions.fixture.StreamingTransport;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** A node that the suite is run on. Its system administrator is {@code Person.SYSADMIN}, and its rates are unlimited. */
public interface ConformanceNode extends AutoCloseable {
    /** An origin that the node lets in, where it is configured so: then {@code https://app.example}. */
    String ORIGIN = "https://app.example";

    /** May be used by many threads at once. */
    StreamingTransport transport();

    /** The origin whose browser programs the node lets in; empty if it lets none in. */
    Optional<String> allowedOrigin();

    /**
     * Whether there is, or may be, a platform in front of the node that hands on events of a limited size and refuses what does
     * not fit into one with 413 and words of its own.
     */
    default boolean isBehindEvents() {
        return false;
    }

    /** Whether entries are stored, and counted, at this node and not at one behind it. */
    default boolean storesEntries() {
        return true;
    }

    /** How often the table has been called to write, where that can be told. */
    default OptionalLong tableWrites() {
        return OptionalLong.empty();
    }

    /** Called once, after the last test. */
    @Override
    void close() throws IOException;
}
