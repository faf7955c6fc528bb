package io.blindhop.functions.lambda.scheduled;

/**
 * What is to be done.
 *
 * @param action the text of a {@link MaintenanceAction}; null in an event of a schedule, which means a sweep
 */
public record MaintenanceEvent(String action) {}
