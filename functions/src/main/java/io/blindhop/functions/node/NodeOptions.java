package io.blindhop.functions.node;

import io.blindhop.functions.limit.LimitOptions;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What an operator decides about a node.
 *
 * @param bodyLimitBytes the largest request body; advertised to clients, which cut their pushes to it
 * @param responseLimitBytes the largest body of an answer as it is sent, compressed if it is; empty where the platform sets
 *     no limit
 * @param changeEvents whether {@code /events} is served, and how: off where a held response is billed by the second
 * @param corsOrigins origins whose browser programs are let in; empty means none
 * @param limits what everybody is allowed
 * @param operator what counts for the operator's routes
 * @param signaling how the devices of a tenant find each other
 */
public record NodeOptions(
        int bodyLimitBytes,
        OptionalLong responseLimitBytes,
        EventMode changeEvents,
        Set<String> corsOrigins,
        LimitOptions limits,
        OperatorOptions operator,
        SignalingOptions signaling) {
    public NodeOptions {
        if (responseLimitBytes.isPresent() && responseLimitBytes.getAsLong() < 1) {
            throw new IllegalArgumentException(
                    "responseLimitBytes must be at least 1: " + responseLimitBytes.getAsLong());
        }
        corsOrigins = Set.copyOf(corsOrigins);
    }

    /** Without signaling. */
    public NodeOptions(
            int bodyLimitBytes,
            OptionalLong responseLimitBytes,
            EventMode changeEvents,
            Set<String> corsOrigins,
            LimitOptions limits,
            OperatorOptions operator) {
        this(bodyLimitBytes, responseLimitBytes, changeEvents, corsOrigins, limits, operator, SignalingOptions.OFF);
    }

    /** With nothing limited, and the defaults for the operator's routes. */
    public NodeOptions(int bodyLimitBytes, EventMode changeEvents, Set<String> corsOrigins) {
        this(
                bodyLimitBytes,
                OptionalLong.empty(),
                changeEvents,
                corsOrigins,
                LimitOptions.OFF,
                OperatorOptions.DEFAULT);
    }
}
