package io.blindhop.functions.node;

import java.time.Duration;

/**
 * What is decided about the operator's routes.
 *
 * @param addresses from where {@code /system/*} may be called
 * @param insecureSyncServers whether a sync server may be reached without TLS or in a private network; for tests
 * @param deletionDelay how long a deleted tenant can be brought back; at least an hour counts
 */
public record OperatorOptions(AddressList addresses, boolean insecureSyncServers, Duration deletionDelay) {
    public static final OperatorOptions DEFAULT = new OperatorOptions(AddressList.ANY, false, Duration.ofDays(7));
}
