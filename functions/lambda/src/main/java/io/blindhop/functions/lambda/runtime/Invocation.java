package io.blindhop.functions.lambda.runtime;

import io.blindhop.protocol.Bytes;
import java.time.Instant;

/**
 * Work that the platform hands to this copy of the function.
 *
 * @param requestId names it in the answer and in the log
 * @param deadline when the platform ends this process if there is no answer
 * @param traceId of X-Ray; empty if there is none
 * @param event JSON
 */
public record Invocation(String requestId, Instant deadline, String traceId, Bytes event) {
    /** Not the event: it holds tokens and data. */
    @Override
    public String toString() {
        return "invocation " + requestId;
    }
}
