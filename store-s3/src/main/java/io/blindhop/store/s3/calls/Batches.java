package io.blindhop.store.s3.calls;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** Sends many things in batches, and what the service left unprocessed again. */
public final class Batches {
    private final Backoff backoff;

    public Batches(Backoff backoff) {
        this.backoff = backoff;
    }

    /**
     * Returns when all are processed. Waits only after a batch of which nothing was processed: a part that is left is how
     * the service says that an answer is large.
     *
     * @param call sends a batch and returns what of it was left unprocessed
     * @throws io.blindhop.protocol.store.StoreUnavailableException if nothing of a batch is processed in all its attempts, or
     *     there is no time left for another
     */
    public <T> void send(String what, Collection<T> all, int size, UnaryOperator<List<T>> call) {
        Deque<T> waiting = new ArrayDeque<>(all);
        int tried = 0;
        while (!waiting.isEmpty()) {
            List<T> batch = new ArrayList<>(size);
            while (batch.size() < size && !waiting.isEmpty()) {
                batch.add(waiting.poll());
            }
            List<T> left = call.apply(batch);
            left.reversed().forEach(waiting::addFirst);
            if (left.size() < batch.size()) {
                tried = 0;
            } else {
                tried++;
                backoff.await(tried, left.size() + " " + what);
            }
        }
    }
}
