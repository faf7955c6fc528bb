package io.blindhop.infra.embedded;

import static io.blindhop.store.dynamo.table.Consistency.STRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableContract;
import io.blindhop.store.dynamo.table.TableMeter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTableTest extends TableContract {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final InstantSource clock = now::get;

    @TempDir
    private Path folder;

    private SqliteTable table;

    @BeforeEach
    void open() {
        table = SqliteTable.open(folder, TableMeter.NONE, clock);
    }

    @AfterEach
    void close() {
        table.close();
    }

    @Override
    protected Table table() {
        return table;
    }

    @Test
    void everythingIsFoundAfterClosingAndOpening() throws Exception {
        table.put(item("a", 1), Condition.NONE);
        table.putAll(List.of(item("b", 2), item("c", 3)));
        table.delete(key("c"), Condition.NONE);
        table.close();
        open();
        assertThat(table.getAll(List.of(key("a"), key("b"), key("c")), STRONG).values())
                .containsExactlyInAnyOrder(item("a", 1), item("b", 2));
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> SqliteTable.open(folder, TableMeter.NONE, clock))
                .withMessageContaining("another server uses the folder " + folder);
    }

    @Test
    void aFileOfAnotherVersionIsRefused() throws Exception {
        table.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteTable.FILE));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 77");
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> SqliteTable.open(folder, TableMeter.NONE, clock))
                .withMessageContaining("schema version 77")
                .withMessageContaining("reads version 1");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteTable.FILE));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 1");
        }
        open();
    }

    @Test
    void aClosedTableSaysSo() {
        table.close();
        assertThatThrownBy(() -> table.get(key("a"), STRONG))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> table.put(item("a", 1), Condition.NONE))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("closed");
        table.close();
    }

    @Test
    void whatHasExpiredGoesWithALaterWrite() throws Exception {
        long second = now.get().getEpochSecond();
        Item expiring = Item.of(key("a")).whole(Table.TTL, second + 10).build();
        Item later = Item.of(key("b")).whole(Table.TTL, second + 1000).build();
        Item text = Item.of(key("c")).text(Table.TTL, "not a time").build();
        table.putAll(List.of(expiring, later, text));
        now.set(now.get().plusSeconds(61));
        assertThat(table.get(expiring.key(), STRONG)).contains(expiring);
        table.put(item("d", 1), Condition.NONE);
        assertThat(table.getAll(List.of(key("a"), key("b"), key("c")), STRONG).values())
                .containsExactlyInAnyOrder(later, text);
    }

    @Test
    void aRenewedItemDoesNotExpire() throws Exception {
        Key key = key("a");
        table.put(Item.of(key).whole(Table.TTL, now.get().getEpochSecond() + 10).build(), Condition.NONE);
        Item renewed = Item.of(key).whole("n", 1).build();
        table.put(renewed, Condition.NONE);
        now.set(now.get().plusSeconds(3600));
        table.put(item("b", 1), Condition.NONE);
        assertThat(table.get(key, STRONG)).contains(renewed);
    }

    @Test
    void aFailedConditionDoesNotDisturbTheOthersOfItsGroup() throws Exception {
        table.put(item("taken", 0), Condition.NONE);
        List<Future<Boolean>> writes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            for (int i = 0; i < 400; i++) {
                String sk = i % 2 == 0 ? "taken" : "free " + i;
                long number = i;
                writes.add(threads.submit(() -> written(item(sk, number))));
            }
        }
        for (int i = 0; i < writes.size(); i++) {
            assertThat(writes.get(i).get()).isEqualTo(i % 2 == 1);
            if (i % 2 == 1) {
                assertThat(table.get(key("free " + i), STRONG)).contains(item("free " + i, i));
            }
        }
        assertThat(table.get(key("taken"), STRONG)).contains(item("taken", 0));
    }

    private boolean written(Item item) {
        try {
            table.put(item, Condition.ABSENT);
            return true;
        } catch (ConditionFailedException lost) {
            return false;
        }
    }
}
