package io.blindhop.functions.node;

/** How event streams (protocol 3.5) learn of pushes to stores of this node; for others see {@link Stores#watch}. */
public enum EventMode {
    /** There are none: the capability is false, the route 404, and clients poll the heads of what they have open. */
    OFF,
    /** From the pushes to this process: where one process answers all. Costs nothing. */
    IN_PROCESS,
    /** From the table, about once a second for each stream: where several processes answer. */
    POLLED
}
