package io.blindhop.infra.lambda;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The chunks of a streamed response on their way from the copy to the caller, each as large as the copy sent it.
 *
 * <p>What arrived before a failure is handed out before the failure is. A reader that is slow holds the copy back: its
 * connection is not read while {@value #QUEUE_BYTES} bytes or more wait.
 */
final class ReplyStream {
    private static final int QUEUE_BYTES = 256 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Consumer<Boolean> mayRead;
    private final Queue<Bytes> chunks = new ArrayDeque<>();
    private int waiting;
    private boolean ended;
    private boolean discarding;
    private Optional<FunctionError> failure = Optional.empty();

    /** @param mayRead told whether the connection of the copy is to be read */
    ReplyStream(Consumer<Boolean> mayRead) {
        this.mayRead = mayRead;
    }

    void arrived(Bytes chunk) {
        change(() -> {
            if (!ended && !discarding) {
                chunks.add(chunk);
                waiting += chunk.length();
                if (waiting >= QUEUE_BYTES) {
                    mayRead.accept(false);
                }
            }
        });
    }

    void end() {
        change(() -> ended = true);
    }

    /** Has no effect on a stream that has ended. */
    void fail(FunctionError error) {
        change(() -> {
            if (!ended) {
                ended = true;
                failure = Optional.of(error);
            }
        });
    }

    /** Nobody reads any more; the copy goes on without noticing, as it does in AWS. */
    void discard() {
        change(() -> {
            discarding = true;
            chunks.clear();
            waiting = 0;
            mayRead.accept(true);
        });
    }

    /**
     * Waits for the next chunk; empty at the successful end.
     *
     * @throws FunctionFailedException if the stream broke off
     */
    Optional<Bytes> take() throws IOException {
        lock.lock();
        try {
            while (chunks.isEmpty() && !ended) {
                changed.await();
            }
            Bytes chunk = chunks.poll();
            if (chunk == null) {
                if (failure.isPresent()) {
                    throw new FunctionFailedException(failure.get());
                }
                return Optional.empty();
            }
            waiting -= chunk.length();
            if (waiting < QUEUE_BYTES) {
                mayRead.accept(true);
            }
            return Optional.of(chunk);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The host stops");
        } finally {
            lock.unlock();
        }
    }

    /**
     * All of it, in memory, if it is not larger than a payload may be.
     *
     * @throws FunctionFailedException if the stream broke off or is larger
     */
    Bytes takeAll() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Optional<Bytes> chunk = take(); chunk.isPresent(); chunk = take()) {
            if (all.size() + chunk.get().length() > LambdaLimits.PAYLOAD_BYTES) {
                discard();
                throw new FunctionFailedException(
                        FunctionError.found(FunctionError.TOO_LARGE, Refusal.TOO_LARGE.message()));
            }
            chunk.get().writeTo(all);
        }
        return Bytes.wrap(all.toByteArray());
    }

    /** Waits for the successful end. */
    void skipAll() throws IOException {
        while (take().isPresent()) {}
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
