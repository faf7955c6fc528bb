package io.blindhop.infra.embedded;

import io.blindhop.protocol.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/**
 * A few connections that read, lent to one caller at a time. Each statement sees everything that was committed before
 * it began; readers and the writer do not wait for each other.
 */
final class SqliteReaders implements AutoCloseable {
    private final Semaphore permits;
    private final Deque<SqliteSession> idle = new ArrayDeque<>();
    private final int count;

    SqliteReaders(Path file, int count) throws SQLException {
        this.count = count;
        this.permits = new Semaphore(count);
        for (int i = 0; i < count; i++) {
            idle.add(new SqliteSession(SqliteSchema.openForReading(file)));
        }
    }

    /** What a caller reads. */
    interface Work<T> {
        T run(SqliteSession session) throws SQLException;
    }

    /** @throws StoreUnavailableException if the file cannot be read, or the table is closed */
    <T> T read(Work<T> work) {
        permits.acquireUninterruptibly();
        try {
            SqliteSession session = borrow();
            try {
                return work.run(session);
            } finally {
                giveBack(session);
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException("the table file could not be read", e);
        } finally {
            permits.release();
        }
    }

    private SqliteSession borrow() {
        synchronized (idle) {
            if (idle.isEmpty()) {
                throw new StoreUnavailableException("the table is closed");
            }
            return idle.pop();
        }
    }

    private void giveBack(SqliteSession session) {
        synchronized (idle) {
            idle.push(session);
        }
    }

    /** Waits for the readers at work. */
    @Override
    public void close() throws SQLException {
        permits.acquireUninterruptibly(count);
        try {
            synchronized (idle) {
                while (!idle.isEmpty()) {
                    idle.pop().close();
                }
            }
        } finally {
            permits.release(count);
        }
    }
}
