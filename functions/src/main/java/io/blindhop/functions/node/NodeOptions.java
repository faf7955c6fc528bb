package io.blindhop.functions.node;

import io.blindhop.functions.limit.LimitOptions;
import java.util.Set;

/**
 * What an operator decides about a node.
 *
 * @param bodyLimitBytes the largest request body; advertised to clients, which cut their pushes to it
 * @param changeEvents whether {@code /events} is served: not where a held response is billed by the second
 * @param corsOrigins origins whose browser programs are let in; empty means none
 * @param limits what everybody is allowed
 * @param operator what counts for the operator's routes
 */
public record NodeOptions(
        int bodyLimitBytes,
        boolean changeEvents,
        Set<String> corsOrigins,
        LimitOptions limits,
        OperatorOptions operator) {
    public NodeOptions {
        corsOrigins = Set.copyOf(corsOrigins);
    }

    /** With nothing limited, and the defaults for the operator's routes. */
    public NodeOptions(int bodyLimitBytes, boolean changeEvents, Set<String> corsOrigins) {
        this(bodyLimitBytes, changeEvents, corsOrigins, LimitOptions.OFF, OperatorOptions.DEFAULT);
    }
}
