package io.blindhop.infra.embedded;

import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The one thread that writes. Whatever callers wait while the disk is busy is committed together by the next
 * transaction, so that many writers share one sync of the disk; each is answered after that commit. A write whose
 * condition fails changes nothing and does not disturb the others of its group.
 */
final class SqliteWriter implements AutoCloseable {
    private static final int GROUP = 1000;
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
    private static final int SWEEP = 1000;

    private final BlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
    private final SqliteSession session;
    private final InstantSource clock;
    private final Thread thread;
    private Instant nextSweep = Instant.MIN;
    private boolean closed;

    SqliteWriter(SqliteSession session, InstantSource clock) {
        this.session = session;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("sqlite-writer").daemon().start(this::run);
    }

    /** Statements of one write; may be run a second time after a rollback. A refusal comes before the first change. */
    interface Work<T> {
        T run(SqliteSession session) throws SQLException, ConditionFailedException;
    }

    /**
     * Returns when the work is on the disk.
     *
     * @throws StoreUnavailableException if it could not be committed, or the table is closed
     * @throws CorruptStoreException if the work met a row that cannot be read
     */
    <T> T write(Work<T> work) throws ConditionFailedException {
        Pending<T> pending = new Pending<>(work);
        enqueue(pending);
        try {
            return pending.answer.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case ConditionFailedException failed -> throw failed;
                case IllegalArgumentException refused -> throw refused;
                case CorruptStoreException corrupt -> throw corrupt;
                default -> throw new StoreUnavailableException("the table file could not be written", e.getCause());
            }
        }
    }

    private synchronized void enqueue(Pending<?> pending) {
        if (closed) {
            throw new StoreUnavailableException("the table is closed");
        }
        queue.add(pending);
    }

    private void run() {
        List<Pending<?>> group = new ArrayList<>();
        boolean last = false;
        while (!last) {
            group.clear();
            group.add(takeUninterruptibly());
            queue.drainTo(group, GROUP);
            last = group.removeIf(pending -> pending == Pending.LAST);
            commit(group);
        }
    }

    private void commit(List<Pending<?>> group) {
        try {
            for (Pending<?> pending : group) {
                pending.run(session);
            }
            sweep();
            session.commit();
        } catch (SQLException | RuntimeException | Error e) {
            rollback(e);
            if (group.size() > 1) {
                // One by one, so that what is wrong with one write is not the end of the others.
                group.forEach(pending -> commit(List.of(pending)));
            } else {
                group.forEach(pending -> pending.answer.completeExceptionally(e));
            }
            return;
        }
        group.forEach(Pending::settle);
    }

    private void rollback(Throwable cause) {
        try {
            session.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void sweep() throws SQLException {
        Instant now = clock.instant();
        if (!now.isBefore(nextSweep)) {
            session.expire(now, SWEEP);
            nextSweep = now.plus(BETWEEN_SWEEPS);
        }
    }

    private Pending<?> takeUninterruptibly() {
        Optional<Pending<?>> next = Optional.empty();
        while (next.isEmpty()) {
            try {
                next = Optional.of(queue.take());
            } catch (InterruptedException e) {
                // Nobody has the thread to interrupt it, and callers wait for it: it ends with the queue only.
                next = Optional.empty();
            }
        }
        return next.get();
    }

    /** Returns when everything that was asked for before is written. */
    @Override
    public void close() throws SQLException {
        synchronized (this) {
            if (!closed) {
                closed = true;
                queue.add(Pending.LAST);
            }
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        session.close();
    }

    /** A write that waits, with its answer. */
    private static final class Pending<T> {
        static final Pending<?> LAST = new Pending<>(_ -> 0);

        final Work<T> work;
        final CompletableFuture<T> answer = new CompletableFuture<>();
        private Runnable outcome = () -> {};

        Pending(Work<T> work) {
            this.work = work;
        }

        void run(SqliteSession session) throws SQLException {
            try {
                T result = work.run(session);
                outcome = () -> answer.complete(result);
            } catch (ConditionFailedException | IllegalArgumentException e) {
                outcome = () -> answer.completeExceptionally(e);
            }
        }

        void settle() {
            outcome.run();
        }
    }
}
