package io.blindhop.infra.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * The table file. Keys are blobs, which SQLite compares byte by byte as DynamoDB does; the rows lie in the order of
 * their keys, so that a range is read from neighbouring pages.
 */
final class SqliteSchema {
    static final int VERSION = 1;

    private SqliteSchema() {}

    /** A connection that writes, with the schema made if the file is new. Every commit is on the disk when it returns. */
    static Connection openForWriting(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            // On macOS fsync does not reach the disk without these; elsewhere they change nothing.
            statement.execute("PRAGMA fullfsync = ON");
            statement.execute("PRAGMA checkpoint_fullfsync = ON");
            migrate(statement, file);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        connection.setAutoCommit(false);
        return connection;
    }

    static Connection openForReading(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(10_000);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static void migrate(Statement statement, Path file) throws SQLException {
        int version = version(statement);
        if (version == 0) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("""
                    CREATE TABLE items (
                      pk BLOB NOT NULL, sk BLOB NOT NULL, attributes BLOB NOT NULL, ttl INTEGER,
                      PRIMARY KEY (pk, sk)
                    ) WITHOUT ROWID""");
            statement.execute("CREATE INDEX expiring ON items (ttl) WHERE ttl IS NOT NULL");
            statement.execute("PRAGMA user_version = " + VERSION);
            statement.execute("COMMIT");
        } else if (version != VERSION) {
            throw new IllegalStateException("the table file " + file + " has schema version " + version
                    + " and this build reads version " + VERSION
                    + ": use the build that wrote it, or another data folder");
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }
}
