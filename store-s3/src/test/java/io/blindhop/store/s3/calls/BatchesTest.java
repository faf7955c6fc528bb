package io.blindhop.store.s3.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final List<Duration> waits = new ArrayList<>();
    private final List<List<Integer>> sent = new ArrayList<>();
    private Duration timeLeft = Duration.ofMinutes(1);
    private final Batches batches = new Batches(backoff(waits::add));

    @Test
    void manyAreSentInBatches() {
        batches.send("items", numbers(55), 25, this::processed);
        assertThat(sent).extracting(List::size).containsExactly(25, 25, 5);
        assertThat(sent.stream().flatMap(List::stream)).containsExactlyElementsOf(numbers(55));
        assertThat(waits).isEmpty();
    }

    @Test
    void whatIsLeftIsSentAgainWithoutWaitingWhilePartsAreProcessed() {
        batches.send("items", numbers(10), 10, batch -> {
            processed(batch);
            return batch.subList(Math.min(3, batch.size()), batch.size());
        });
        assertThat(sent).extracting(List::getFirst).containsExactly(0, 3, 6, 9);
        assertThat(waits).isEmpty();
    }

    @Test
    void aBatchOfWhichNothingIsProcessedIsWaitedForLongerEachTime() {
        batches.send("items", numbers(3), 25, batch -> sent.size() < 3 ? left(batch) : processed(batch));
        assertThat(sent).hasSize(4);
        assertThat(waits).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(waits.get(i)).isBetween(Duration.ZERO, Duration.ofMillis(50L << i));
        }
    }

    @Test
    void afterTheLastAttemptTheStoreIsUnavailable() {
        assertThatThrownBy(() -> batches.send("items", numbers(3), 25, this::left))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("3 items still left unprocessed after 4 attempts");
        assertThat(sent).hasSize(4);
        assertThat(waits).hasSize(3);
    }

    @Test
    void noWaitBeginsThatWouldOutlastTheTimeLeft() {
        timeLeft = Backoff.RESERVE;
        assertThatThrownBy(() -> batches.send("items", numbers(3), 25, this::left))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("no time is left");
        assertThat(sent).hasSize(1);
        assertThat(waits).isEmpty();
    }

    @Test
    void anInterruptEndsTheWaitingAndStaysSet() {
        Batches interrupted = new Batches(backoff(_ -> {
            throw new InterruptedException();
        }));
        assertThatThrownBy(() -> interrupted.send("items", numbers(3), 25, this::left))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Backoff backoff(Backoff.Sleeper sleeper) {
        return new Backoff(4, Duration.ofMillis(50), Duration.ofSeconds(1), () -> timeLeft, new Random(1), sleeper);
    }

    private List<Integer> processed(List<Integer> batch) {
        sent.add(batch);
        return List.of();
    }

    private List<Integer> left(List<Integer> batch) {
        sent.add(batch);
        return batch;
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
