package io.blindhop.functions.node;

import io.blindhop.functions.cost.Tariff;
import java.time.Duration;
import java.util.Optional;

/**
 * What is decided about the operator's routes.
 *
 * @param addresses from where {@code /system/*} may be called
 * @param insecureSyncServers whether a sync server may be reached without TLS or in a private network; for tests
 * @param deletionDelay how long a deleted tenant can be brought back; at least an hour counts
 * @param toldCosts what requests are priced with, if those who log in are told what theirs cost
 */
public record OperatorOptions(
        AddressList addresses, boolean insecureSyncServers, Duration deletionDelay, Optional<Tariff> toldCosts) {
    public static final OperatorOptions DEFAULT = new OperatorOptions(AddressList.ANY, false, Duration.ofDays(7));

    /** With costs untold. */
    public OperatorOptions(AddressList addresses, boolean insecureSyncServers, Duration deletionDelay) {
        this(addresses, insecureSyncServers, deletionDelay, Optional.empty());
    }
}
