package io.blindhop.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.signaling.fixture.Lab;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Table;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Test;

class MessageRateTest {
    private final SettableClock clock = new SettableClock(1_795_341_792_000L);
    private final InMemoryTable table = new InMemoryTable();

    private LiveConnection connection() {
        LiveConnection connection = new LiveConnection(
                "one",
                Lab.ACME,
                Lab.ALICE,
                "peer",
                "device",
                Instant.ofEpochMilli(clock.millis()).plusSeconds(7200),
                Optional.empty(),
                List.of(),
                List.of(),
                0);
        new ConnectionRows(table).create(connection);
        return connection;
    }

    /** The table, in which updates of all who take part are made at the same time: of those that exclude each other one is. */
    private Table whereUpdatesMeet(Phaser together) {
        return (Table) Proxy.newProxyInstance(
                Table.class.getClassLoader(), new Class<?>[] {Table.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("update")) {
                        together.arriveAndAwaitAdvance();
                    }
                    try {
                        return method.invoke(table, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Counts so many messages, which were read from the table before any of them was counted. */
    private List<Future<Optional<Duration>>> countAtOnce(int messages) {
        LiveConnection connection = connection();
        Phaser together = new Phaser(messages);
        MessageRate rate = new MessageRate(new ConnectionRows(whereUpdatesMeet(together)), clock);
        List<Future<Optional<Duration>>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < messages; i++) {
                results.add(threads.submit(() -> {
                    try {
                        return rate.count(connection);
                    } finally {
                        together.arriveAndDeregister();
                    }
                }));
            }
        }
        return results;
    }

    @Test
    void messagesThatComeAtOnceAreAllCountedAndNoneIsCalledOneTooMany() {
        List<Future<Optional<Duration>>> results = countAtOnce(MessageRate.ROUNDS);
        assertThat(results).extracting(Future::resultNow).containsOnly(Optional.empty());
        long counted = new ConnectionRows(table).find("one").orElseThrow().counted();
        assertThat(counted & 0xffff).isEqualTo(MessageRate.ROUNDS);
    }

    @Test
    void aMessageThatTooManyOthersOvertakeIsNotCalledOneTooMany() {
        List<Future<Optional<Duration>>> results = countAtOnce(MessageRate.ROUNDS + 2);
        assertThat(results)
                .filteredOn(result -> result.state() == Future.State.SUCCESS)
                .extracting(Future::resultNow)
                .containsOnly(Optional.empty())
                .hasSizeGreaterThanOrEqualTo(MessageRate.ROUNDS);
        assertThat(results)
                .filteredOn(result -> result.state() == Future.State.FAILED)
                .extracting(Future::exceptionNow)
                .hasSizeBetween(1, 2)
                .allSatisfy(error -> assertThat(error)
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("64 others"));
    }

    @Test
    void aMessageOfAConnectionThatHasEndedIsNotCalledOneTooMany() {
        ConnectionRows rows = new ConnectionRows(table);
        LiveConnection connection = connection();
        rows.remove(connection);
        assertThatThrownBy(() -> new MessageRate(rows, clock).count(connection))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("ended");
    }
}
