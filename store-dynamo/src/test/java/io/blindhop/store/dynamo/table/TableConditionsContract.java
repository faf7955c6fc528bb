package io.blindhop.store.dynamo.table;

import static io.blindhop.store.dynamo.table.Consistency.STRONG;
import static io.blindhop.store.dynamo.table.TableContract.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.blindhop.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What {@link Table} promises about conditions and races. */
abstract class TableConditionsContract {
    private static final int THREADS = 16;

    private final TableContract suite;

    TableConditionsContract(TableContract suite) {
        this.suite = suite;
    }

    @Test
    void absentHoldsOnlyOfNoItem() throws Exception {
        table().put(item("a", 1), Condition.ABSENT);
        fails(() -> table().put(item("a", 2), Condition.ABSENT));
        fails(() -> table().update(key("a"), n(2), Condition.ABSENT));
        fails(() -> table().delete(key("a"), Condition.ABSENT));
        stillHasOne();
        table().delete(key("b"), Condition.ABSENT);
        table().update(key("b"), n(5), Condition.ABSENT);
        assertThat(table().get(key("b"), STRONG)).contains(item("b", 5));
    }

    @Test
    void presentHoldsOnlyOfAnItem() throws Exception {
        failsOnNothing(() -> table().put(item("a", 1), Condition.PRESENT));
        failsOnNothing(() -> table().update(key("a"), n(1), Condition.PRESENT));
        failsOnNothing(() -> table().delete(key("a"), Condition.PRESENT));
        table().put(item("a", 0), Condition.NONE);
        table().put(item("a", 1), Condition.PRESENT);
        stillHasOne();
        table().update(key("a"), n(2), Condition.PRESENT);
        assertThat(table().get(key("a"), STRONG)).contains(item("a", 2));
        table().delete(key("a"), Condition.PRESENT);
        assertThat(table().get(key("a"), STRONG)).isEmpty();
    }

    @Test
    void equalHoldsOfThatValueOnly() throws Exception {
        Condition one = new Condition.Equal("n", new Value.Whole(1));
        failsOnNothing(() -> table().put(item("a", 2), one));
        failsOnNothing(() -> table().update(key("a"), n(2), one));
        failsOnNothing(() -> table().delete(key("a"), one));
        table().put(item("a", 1), Condition.NONE);
        for (Condition other : List.of(
                new Condition.Equal("n", new Value.Whole(2)),
                new Condition.Equal("n", text("1")),
                new Condition.Equal("n", new Value.Binary(Bytes.utf8("1"))),
                new Condition.Equal("m", new Value.Whole(1)))) {
            fails(() -> table().put(item("a", 2), other));
            fails(() -> table().update(key("a"), n(2), other));
            fails(() -> table().delete(key("a"), other));
        }
        stillHasOne();
        table().update(key("a"), Map.of("t", text(""), "b", new Value.Binary(Bytes.utf8("x"))), one);
        table().update(key("a"), n(3), new Condition.Equal("t", text("")));
        table().update(key("a"), n(4), new Condition.Equal("b", new Value.Binary(Bytes.utf8("x"))));
        assertThat(table().get(key("a"), STRONG).orElseThrow().whole("n")).hasValue(4);
        table().delete(key("a"), new Condition.Equal("n", new Value.Whole(4)));
        assertThat(table().get(key("a"), STRONG)).isEmpty();
    }

    @Test
    void absentOrLessHoldsOfNoItemNoNumberAndASmallerOne() throws Exception {
        table().put(item("a", Long.MIN_VALUE), new Condition.AbsentOrLess("n", -5));
        table().put(item("a", 1), new Condition.AbsentOrLess("n", Long.MAX_VALUE));
        fails(() -> table().put(item("a", 2), new Condition.AbsentOrLess("n", 1)));
        fails(() -> table().update(key("a"), n(2), new Condition.AbsentOrLess("n", 0)));
        fails(() -> table().delete(key("a"), new Condition.AbsentOrLess("n", -9)));
        stillHasOne();
        table().update(key("a"), Map.of("m", text("not a number")), new Condition.AbsentOrLess("m", 0));
        assertThat(failure(() -> table().put(item("a", 2), new Condition.AbsentOrLess("m", 10)))
                        .current())
                .isPresent();
        table().update(key("b"), n(10), new Condition.AbsentOrLess("n", 10));
        assertThat(table().get(key("b"), STRONG)).contains(item("b", 10));
    }

    @Test
    void presentAndLessHoldsOfAnItemWithNoNumberOrASmallerOne() throws Exception {
        failsOnNothing(() -> table().put(item("a", 1), new Condition.PresentAndLess("n", 5)));
        failsOnNothing(() -> table().update(key("a"), n(1), new Condition.PresentAndLess("n", 5)));
        table().put(item("a", 1), Condition.NONE);
        fails(() -> table().put(item("a", 2), new Condition.PresentAndLess("n", 1)));
        fails(() -> table().update(key("a"), n(2), new Condition.PresentAndLess("n", -7)));
        stillHasOne();
        table().update(key("a"), n(2), new Condition.PresentAndLess("n", 2));
        table().update(key("a"), n(3), new Condition.PresentAndLess("m", Long.MIN_VALUE));
        assertThat(table().get(key("a"), STRONG)).contains(item("a", 3));
    }

    @Test
    void exactlyOneOfManyWritersWinsAKey() throws Exception {
        for (int round = 0; round < 5; round++) {
            String sk = "race " + round;
            List<Boolean> won = inParallel(writer -> succeeds(() -> table().put(item(sk, writer), Condition.ABSENT)));
            assertThat(won).containsOnlyOnce(true);
            assertThat(table().get(key(sk), STRONG)).contains(item(sk, won.indexOf(true)));
        }
    }

    @Test
    void losersAreShownTheWinner() throws Exception {
        List<Long> seen = inParallel(writer -> {
            try {
                table().put(item("race", writer), Condition.ABSENT);
                return (long) writer;
            } catch (ConditionFailedException lost) {
                return lost.current().orElseThrow().requireWhole("n");
            }
        });
        assertThat(seen)
                .containsOnly(table().get(key("race"), STRONG).orElseThrow().requireWhole("n"));
    }

    @Test
    void noIncrementOfManyWritersIsLost() throws Exception {
        table().put(item("counter", 0), Condition.NONE);
        inParallel(writer -> {
            long seen = table().get(key("counter"), STRONG).orElseThrow().requireWhole("n");
            while (true) {
                try {
                    table().update(key("counter"), n(seen + 1), new Condition.Equal("n", new Value.Whole(seen)));
                    return true;
                } catch (ConditionFailedException overtaken) {
                    seen = overtaken.current().orElseThrow().requireWhole("n");
                }
            }
        });
        assertThat(table().get(key("counter"), STRONG)).contains(item("counter", THREADS));
    }

    private void fails(ThrowingCallable write) {
        assertThat(failure(write).current()).contains(item("a", 1));
    }

    private static void failsOnNothing(ThrowingCallable write) {
        assertThat(failure(write).current()).isEmpty();
    }

    private static ConditionFailedException failure(ThrowingCallable write) {
        ConditionFailedException failure = catchThrowableOfType(ConditionFailedException.class, write);
        assertThat(failure).as("the write should have failed its condition").isNotNull();
        return failure;
    }

    private void stillHasOne() {
        assertThat(table().get(key("a"), STRONG)).contains(item("a", 1));
    }

    /** A step of one of several writers. */
    private interface Writer<T> {
        T run(int writer) throws Exception;
    }

    /** A write that may fail its condition. */
    private interface Write {
        void run() throws ConditionFailedException;
    }

    private static boolean succeeds(Write write) {
        try {
            write.run();
            return true;
        } catch (ConditionFailedException lost) {
            return false;
        }
    }

    private static <T> List<T> inParallel(Writer<T> writer) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                tasks.add(() -> writer.run(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private Table table() {
        return suite.table();
    }

    private Key key(String sk) {
        return suite.key(sk);
    }

    private Item item(String sk, long number) {
        return suite.item(sk, number);
    }

    private static Map<String, Value> n(long number) {
        return Map.of("n", new Value.Whole(number));
    }
}
