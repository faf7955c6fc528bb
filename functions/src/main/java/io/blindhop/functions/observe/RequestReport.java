package io.blindhop.functions.observe;

import io.blindhop.functions.cost.Cost;
import io.blindhop.functions.cost.Tariff;
import java.util.Optional;

/**
 * One request whose answer has ended.
 *
 * @param requestId of the platform, otherwise random
 * @param trace to which the request belongs, as its sender or the platform said
 * @param method one that HTTP knows, otherwise {@code -}
 * @param route the pattern that answered, never the path; {@code -} if there is none
 * @param status as it was sent
 * @param cut whether the body ended before it was complete
 * @param error why it was not answered with what it asked for; empty for a success
 * @param bytesIn of the request's body
 * @param bytesOut of the answer's body
 * @param figures do not change any more
 * @param endMillis since 1970
 * @param durationMillis from the arrival of the whole request to the end of the answer
 * @param coldStart whether it was the first of its process
 */
public record RequestReport(
        String requestId,
        Optional<TraceId> trace,
        String method,
        String route,
        int status,
        boolean cut,
        Optional<ErrorKind> error,
        long bytesIn,
        long bytesOut,
        Figures figures,
        long endMillis,
        long durationMillis,
        boolean coldStart) {
    /** {@code POST /:tenantId/sync/:kind/getEntries}. */
    public String operation() {
        return method + " " + route;
    }

    /** Whether it is ours to repair. */
    public boolean isFault() {
        return error.map(ErrorKind::isFault).orElse(false);
    }

    /** What it cost. */
    public Cost cost(Tariff tariff) {
        return tariff.of(figures.usage(), durationMillis, bytesOut);
    }
}
