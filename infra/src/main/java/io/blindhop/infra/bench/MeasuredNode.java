package io.blindhop.infra.bench;

import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.functions.observe.RequestObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A node that counts what it consumes. */
interface MeasuredNode extends AutoCloseable {
    /** How it is asked. */
    Http.Way way();

    /** What its endpoints stand on. */
    NodeServices services();

    /** Counts the requests of a node. */
    RequestObserver observer();

    /** What all requests consumed until now. */
    List<OperationSum> requests();

    /** What was consumed until now, by whomever. */
    Usage usage();

    /** Returns when every request that has begun is counted. */
    default void awaitEnds() {}

    /** Moves its clock on, if that is not the one of this machine. */
    default void advance(Duration time) {}

    /** Does what notify does when the stream tells of the newest commit of a database, if there is signaling. */
    default void tellOfChange(String dbId) {}

    @Override
    void close() throws IOException;
}
