package io.blindhop.store.dynamo.tenant;

import static io.blindhop.store.dynamo.tenant.QuotaLab.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.store.dynamo.log.Trap;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AttemptCounterTest {
    /** The clock of the laboratory begins with a minute. */
    private static final long MINUTE = 60_000;

    private final QuotaLab lab = new QuotaLab();
    private final AttemptCounter counter = new AttemptCounter(lab.process());

    @Test
    void soManyAttemptsAMinuteAndThenNoMoreUntilTheNext() {
        lab.advance(Duration.ofSeconds(20));
        assertThat(attempt("a", 2)).isEmpty();
        assertThat(attempt("a", 2)).isEmpty();

        assertThat(attempt("a", 2)).contains(Duration.ofSeconds(40));
        assertThat(attempt("b", 2)).isEmpty();
        lab.advance(Duration.ofSeconds(40));
        assertThat(attempt("a", 2)).isEmpty();
    }

    @Test
    void anAttemptIsOneReadAndOneWriteAndARefusedOneIsOneRead() {
        Trap counting = Trap.counting();
        AttemptCounter counted = new AttemptCounter(lab.process(counting));

        counted.login(TENANT, "a", 1);
        assertThat(counting.calls()).isEqualTo(2);
        counted.login(TENANT, "a", 1);
        assertThat(counting.calls()).isEqualTo(3);
    }

    @Test
    void noNumberOfAddressesAndMinutesFillsMoreThanAFixedNumberOfRowsThatPass() {
        for (int address = 0; address < 3 * AttemptCounter.GROUPS; address++) {
            attempt("address " + address, 1_000_000);
            lab.advance(Duration.ofSeconds(1));
        }

        var rows = lab.table.query(Query.prefix("T#acme", "login#", Integer.MAX_VALUE, Consistency.STRONG));

        assertThat(rows).hasSizeBetween(AttemptCounter.GROUPS / 2, AttemptCounter.GROUPS);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.requireWhole(Table.TTL) * 1000)
                        .isLessThanOrEqualTo(lab.clock.millis() + 2 * MINUTE));
    }

    @Test
    void whichAddressesShareACounterIsDifferentForEveryLifeOfATenant() {
        attempt("a", 10);
        Tenant again = new Tenant(TENANT.id(), "another", "key", "key", Optional.empty(), List.of());
        counter.login(again, "a", 10);

        var groups = lab.table.query(Query.prefix("T#acme", "login#", 10, Consistency.STRONG)).stream()
                .map(row -> row.key().sk().replaceAll(".*#", ""))
                .toList();

        assertThat(groups).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void oneWhoseClockIsBehindCountsInTheMinuteOfTheOthers() {
        lab.advance(Duration.ofMinutes(1));
        attempt("a", 2);
        lab.clock.set(lab.clock.millis() - 1000);

        assertThat(attempt("a", 2)).isEmpty();
        assertThat(attempt("a", 2)).contains(Duration.ofSeconds(61));
    }

    @Test
    void inACrowdNoMoreAreLetThroughThanTheLimit() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<Duration>>> crowd = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                crowd.add(() -> new AttemptCounter(lab.process()).login(TENANT, "a", 7));
            }
            int passed = 0;
            for (Future<Optional<Duration>> done : threads.invokeAll(crowd)) {
                passed += done.get().isEmpty() ? 1 : 0;
            }

            assertThat(passed).isEqualTo(7);
        }
    }

    @Test
    void whoLosesEveryRaceIsRefusedForASecond() {
        Map<Integer, Runnable> others = new HashMap<>();
        for (int call = 0; call < 100; call += 2) {
            others.put(call, () -> attempt("a", 1000));
        }

        var outcome = new AttemptCounter(lab.process(Trap.frozen(others))).login(TENANT, "a", 1000);

        assertThat(outcome).contains(Duration.ofSeconds(1));
    }

    private Optional<Duration> attempt(String address, int perMinute) {
        return counter.login(TENANT, address, perMinute);
    }
}
