package io.blindhop.infra.lambda;

/** Where a copy is between its start and its end. Only {@link #IDLE} is frozen. */
public enum CopyState {
    /** Has not asked for an invocation yet. */
    STARTING,
    /** Waits for an invocation, stopped by SIGSTOP. */
    IDLE,
    /** Has an event, has not begun to answer. */
    RUNNING,
    /** The body of its response is arriving. */
    RESPONDING,
    /** Has answered, has not asked for the next invocation. */
    RESPONDED,
    DEAD;

    /** Whether it needs no new process and no waiting beyond the end of what it has answered already. */
    boolean canTakeMore() {
        return this == IDLE || this == RESPONDED;
    }
}
