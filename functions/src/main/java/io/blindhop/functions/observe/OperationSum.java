package io.blindhop.functions.observe;

import io.blindhop.functions.cost.Cost;
import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.cost.Usage;

/**
 * Requests of one kind together.
 *
 * @param operation {@code POST /:tenantId/sync/:kind/getEntries}
 * @param bytesIn of bodies
 * @param bytesOut of the bodies of answers
 * @param millis how long they took, each for itself
 */
public record OperationSum(
        String operation, long requests, Usage usage, long bytesIn, long bytesOut, long millis, Cost cost) {

    static OperationSum of(RequestReport report, Tariff tariff) {
        return new OperationSum(
                report.operation(),
                1,
                report.figures().usage(),
                report.bytesIn(),
                report.bytesOut(),
                report.durationMillis(),
                report.cost(tariff));
    }

    OperationSum plus(OperationSum other) {
        return new OperationSum(
                operation,
                requests + other.requests,
                usage.plus(other.usage),
                bytesIn + other.bytesIn,
                bytesOut + other.bytesOut,
                millis + other.millis,
                cost.plus(other.cost));
    }

    OperationSum minus(OperationSum before) {
        return new OperationSum(
                operation,
                requests - before.requests,
                usage.minus(before.usage),
                bytesIn - before.bytesIn,
                bytesOut - before.bytesOut,
                millis - before.millis,
                cost.minus(before.cost));
    }
}
