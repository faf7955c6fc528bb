package io.blindhop.store.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Calls to the services side by side, on virtual threads, a bounded number at a time, as part of the caller's work. */
public final class Parallel {
    private static final int AT_ONCE = 8;

    private Parallel() {}

    /**
     * Applies {@code call} to every input and returns the results in the inputs' order.
     *
     * <p>Waits for all calls, also when one fails, so that nothing goes on after it returned; then throws the first
     * failure.
     */
    public static <T, R> List<R> map(List<T> inputs, Function<T, R> call) {
        if (inputs.size() <= 1) {
            return inputs.stream().map(call).toList();
        }
        Optional<Work> work = Work.current();
        Semaphore room = new Semaphore(AT_ONCE);
        List<Future<R>> futures = new ArrayList<>(inputs.size());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T input : inputs) {
                futures.add(executor.submit(() -> {
                    room.acquire();
                    try {
                        return work.isPresent() ? work.get().call(() -> call.apply(input)) : call.apply(input);
                    } finally {
                        room.release();
                    }
                }));
            }
        }
        List<R> results = new ArrayList<>(inputs.size());
        for (Future<R> future : futures) {
            results.add(resultOf(future));
        }
        return results;
    }

    private static <R> R resultOf(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new io.blindhop.protocol.store.StoreUnavailableException("interrupted while waiting for storage", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
