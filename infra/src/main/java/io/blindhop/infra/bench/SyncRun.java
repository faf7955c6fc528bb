package io.blindhop.infra.bench;

import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.StoreHead;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a client does to synchronise one direction (protocol 5.5), with some batches under way at once. */
public final class SyncRun {
    private static final int SCAN_PAGE = 1000;

    private final RemoteStore store;
    private final BenchOptions options;

    public SyncRun(RemoteStore store, BenchOptions options) {
        this.store = store;
        this.options = options;
    }

    /** Pushes what the server's filter and then the server itself say that it does not have. */
    public void push(List<ArrivedEntry> entries) {
        store.head();
        BloomFilter there = store.bloom();
        List<String> doubtful = entries.stream()
                .map(ArrivedEntry::id)
                .filter(there::mightContain)
                .toList();
        Set<String> present = doubtful.isEmpty() ? Set.of() : new HashSet<>(store.present(doubtful));
        List<ArrivedEntry> missing =
                entries.stream().filter(entry -> !present.contains(entry.id())).toList();
        inBatches(batches -> {
            for (List<ArrivedEntry> batch : split(missing)) {
                batches.add(() -> store.push(batch));
            }
        });
    }

    /**
     * Pulls everything as a client that has nothing.
     *
     * @return the ids that came
     */
    public Set<String> pull() {
        store.head();
        Set<String> ids = new HashSet<>();
        inBatches(batches -> {
            Optional<Cursor> cursor = Optional.empty();
            boolean more = true;
            while (more) {
                RemoteStore.Page page = store.scan(cursor, SCAN_PAGE);
                ids.addAll(page.hashes().keySet());
                for (List<String> batch : split(page.ids())) {
                    batches.add(() -> store.pull(batch, page.hashes()));
                }
                cursor = page.next();
                more = page.hasMore();
            }
        });
        return ids;
    }

    /** Asks whether anything has changed, and nothing has. */
    public void idle(StoreHead known) {
        if (!store.head().equals(known)) {
            throw new BenchFailedException("the store changed while nobody wrote");
        }
    }

    private <T> List<List<T>> split(List<T> all) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += options.batch()) {
            batches.add(all.subList(from, Math.min(all.size(), from + options.batch())));
        }
        return batches;
    }

    /** Takes batches that are to run beside each other. */
    private interface Batches {
        void add(Runnable batch);
    }

    private interface Work {
        void giveTo(Batches batches);
    }

    /** Returns when all are done; throws what the first failed one threw. */
    private void inBatches(Work work) {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(options.workers())) {
            work.giveTo(batch -> running.add(workers.submit(batch)));
        }
        for (Future<?> batch : running) {
            try {
                batch.get();
            } catch (ExecutionException e) {
                throw new BenchFailedException("a batch failed: " + e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchFailedException("interrupted", e);
            }
        }
    }
}
