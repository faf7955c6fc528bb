package io.blindhop.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {
    private static final List<Integer> MANY = IntStream.range(0, 100).boxed().toList();

    @Test
    void resultsComeInTheOrderOfTheInputs() {
        assertThat(Parallel.map(MANY, i -> -i))
                .isEqualTo(MANY.stream().map(i -> -i).toList());
        assertThat(Parallel.map(List.of(), i -> i)).isEmpty();
        assertThat(Parallel.map(List.of(7), i -> i)).containsExactly(7);
    }

    @Test
    void eightCallsRunSideBySideAndNeverMore() {
        CountDownLatch together = new CountDownLatch(8);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Parallel.map(MANY, i -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            together.countDown();
            try {
                together.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return running.decrementAndGet();
        });
        assertThat(most).hasValue(8);
    }

    private static final class Races extends Work {
        private final AtomicInteger lost = new AtomicInteger();

        @Override
        public void raceLost() {
            lost.incrementAndGet();
        }
    }

    @Test
    void everyCallIsPartOfTheWorkOfItsCaller() {
        Races one = new Races();
        Races other = new Races();
        one.call(() -> Parallel.map(MANY, i -> {
            Work.current().ifPresent(Work::raceLost);
            return other.call(() -> Parallel.map(List.of(i, i), j -> {
                Work.current(Races.class).ifPresent(Work::raceLost);
                return j;
            }));
        }));
        assertThat(one.lost).hasValue(100);
        assertThat(other.lost).hasValue(200);
        assertThat(Parallel.map(MANY, i -> Work.current().isPresent())).containsOnly(false);
        assertThat(Work.current()).isEmpty();
    }

    @Test
    void aFailureIsThrownWhenAllOthersHaveEnded() {
        AtomicInteger ended = new AtomicInteger();
        assertThatThrownBy(() -> Parallel.map(MANY, i -> {
                    if (i % 10 == 3) {
                        throw new StoreUnavailableException("call " + i);
                    }
                    return ended.incrementAndGet();
                }))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("call 3");
        assertThat(ended).hasValue(90);
    }

    @Test
    void anErrorIsThrownAsItIs() {
        assertThatThrownBy(() -> Parallel.map(MANY, i -> {
                    throw new AssertionError("broken");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("broken");
    }
}
