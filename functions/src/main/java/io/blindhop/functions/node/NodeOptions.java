package io.blindhop.functions.node;

import java.util.Set;

/**
 * What an operator decides about a node.
 *
 * @param bodyLimitBytes the largest request body; advertised to clients, which cut their pushes to it
 * @param changeEvents whether {@code /events} is served: not where a held response is billed by the second
 * @param corsOrigins origins whose browser programs are let in; empty means none
 */
public record NodeOptions(int bodyLimitBytes, boolean changeEvents, Set<String> corsOrigins) {
    public NodeOptions {
        corsOrigins = Set.copyOf(corsOrigins);
    }
}
