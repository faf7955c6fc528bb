package io.blindhop.infra.lambda;

import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One event on its way to a copy.
 *
 * @param event JSON
 * @param path the raw path of a request to the function URL, empty for a direct invoke
 * @param traceId an X-Ray header, not sampled
 * @param reply the head of the answer, or a {@link FunctionFailedException}
 */
record Invocation(String id, Bytes event, String path, String traceId, CompletableFuture<Reply> reply) {
    static Invocation of(String id, Bytes event, String path, String traceRoot) {
        String traceId = "%s;Parent=%016x;Sampled=0"
                .formatted(traceRoot, ThreadLocalRandom.current().nextLong());
        return new Invocation(id, event, path, traceId, new CompletableFuture<>());
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static String newTraceRoot(long epochSeconds) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "Root=1-%08x-%016x%08x".formatted(epochSeconds, random.nextLong(), random.nextInt());
    }

    void fail(FunctionError error) {
        reply.completeExceptionally(new FunctionFailedException(error));
    }

    /** @throws FunctionFailedException if there is an error instead of an answer */
    Reply await() throws IOException {
        try {
            return reply.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FunctionFailedException failed) {
                throw failed;
            }
            throw new IOException("The invocation was lost", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The host stops");
        }
    }
}
