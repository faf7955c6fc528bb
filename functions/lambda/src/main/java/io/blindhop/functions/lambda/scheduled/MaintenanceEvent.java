package io.blindhop.functions.lambda.scheduled;

/**
 * What is to be done.
 *
 * @param action {@code sweep} (the default, which an event of a schedule means too), {@code initialise} or {@code
 *     rotate-token-secret}; null in an event of a schedule
 */
public record MaintenanceEvent(String action) {
    static final String SWEEP = "sweep";
    static final String INITIALISE = "initialise";
    static final String ROTATE = "rotate-token-secret";

    String meaning() {
        return action == null || action.isBlank() ? SWEEP : action;
    }
}
