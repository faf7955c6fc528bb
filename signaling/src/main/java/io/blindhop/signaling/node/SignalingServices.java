package io.blindhop.signaling.node;

import io.blindhop.protocol.auth.Nonces;
import io.blindhop.protocol.auth.Tickets;
import io.blindhop.store.dynamo.table.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What signaling stands on. None of it keeps anything about a connection; that is in the table.
 *
 * @param random unpredictable, for any thread
 * @param lifetime how long a connection may live
 * @param origins whose programs may connect from a browser; empty for any that a ticket names
 */
public record SignalingServices(
        Table table,
        Connections connections,
        Devices devices,
        Tickets tickets,
        Nonces nonces,
        RandomGenerator random,
        InstantSource clock,
        Duration lifetime,
        Set<String> origins) {
    /** As API Gateway has it. */
    public static final Duration LIFETIME = Duration.ofHours(2);

    public SignalingServices {
        origins = Set.copyOf(origins);
    }
}
