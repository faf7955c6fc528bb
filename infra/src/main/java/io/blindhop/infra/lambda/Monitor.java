package io.blindhop.infra.lambda;

import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One lock for all copies of a function: who is free is a question about all of them. Whoever waits looks again after every action. */
final class Monitor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    <T> T in(Supplier<T> action) {
        lock.lock();
        try {
            T result = action.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    void run(Runnable action) {
        in(() -> {
            action.run();
            return true;
        });
    }

    /** An attempt that may fail and may have to wait for a change. */
    interface Attempt<T, E extends Exception> {
        /** Empty to wait and try again. */
        Optional<T> make() throws E;
    }

    <T, E extends Exception> T retry(Attempt<T, E> attempt) throws E, InterruptedIOException {
        lock.lock();
        try {
            Optional<T> result = attempt.make();
            while (result.isEmpty()) {
                changed.await();
                result = attempt.make();
            }
            changed.signalAll();
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The host stops");
        } finally {
            lock.unlock();
        }
    }
}
