package io.blindhop.infra.bench;

import io.blindhop.functions.cost.Price;
import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.TableUse;
import io.blindhop.functions.cost.Usage;
import io.blindhop.infra.bench.Latencies.Route;

/**
 * Messages of one kind.
 *
 * @param messages of clients; of {@code change}, those to clients
 * @param nanos from the first to the last answer
 * @param latency from saying something until the answer, or the peer, has it
 * @param usage of table and bucket
 * @param invocations of functions
 * @param received by the API, and billed as messages
 * @param posted through the management API, and billed as messages
 */
record SignalingPhase(
        String name,
        int messages,
        long nanos,
        Route latency,
        Usage usage,
        long invocations,
        long received,
        long posted) {
    private static final double NANOS_PER_SECOND = 1e9;

    double perSecond() {
        return messages / (nanos / NANOS_PER_SECOND);
    }

    double readUnits() {
        return table().readUnits() / messages;
    }

    double writeUnits() {
        return table().writeUnits() / messages;
    }

    double tableCalls() {
        return (double) table().calls() / messages;
    }

    double invocationsPerMessage() {
        return (double) invocations / messages;
    }

    double postsPerMessage() {
        return (double) posted / messages;
    }

    /** USD for a million of these messages; the time of functions and of connections is not in it. */
    double costPerMillion(PriceTable prices) {
        double services = usage.cost(prices) * 1e6;
        double calls = (prices.usd(Price.FUNCTION_REQUEST, (double) invocations)
                        + prices.usd(Price.WEBSOCKET_MESSAGE, (double) received + posted))
                * 1e6;
        return (services + calls) / messages;
    }

    private TableUse table() {
        return usage.ofTable();
    }
}
