package io.blindhop.infra.lambda;

/** A runtime that waits for its next invocation. */
interface Poll {
    /** Whether the runtime still holds its end of the connection. */
    boolean isOpen();

    void deliver(Invocation invocation, long deadlineMillis);
}
