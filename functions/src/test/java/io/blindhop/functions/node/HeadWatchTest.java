package io.blindhop.functions.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.s3.StoreId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadWatchTest {
    private static final StoreId STORE = new StoreId("one", "notes", StoreKind.DOCS);
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock(1_000_000);
    private final HeadWatch watch = new HeadWatch(clock, PERIOD);
    private final List<StoreHead> told = new ArrayList<>();
    private Optional<StoreHead> head = Optional.of(at(1));
    private int asked;

    HeadWatchTest() {
        watch.addListener((store, now) -> told.add(now));
    }

    private static StoreHead at(long order) {
        return new StoreHead("epoch", order);
    }

    private HeadWatch.Interest interest() {
        return watch.interest(STORE, () -> {
            asked++;
            return head;
        });
    }

    private void look() {
        clock.set(clock.millis() + PERIOD.toMillis());
        watch.look(STORE);
    }

    @Test
    void aHeadThatMovedIsToldOnce() {
        interest();
        look();
        assertThat(told).isEmpty();
        head = Optional.of(at(2));
        look();
        look();

        assertThat(told).containsExactly(at(2));
    }

    @Test
    void aHeadThatGoesBackIsALateAnswerAndAnotherEpochIsNot() {
        interest();
        watch.changed(STORE, at(5));
        head = Optional.of(at(4));
        look();
        assertThat(told).containsExactly(at(5));
        head = Optional.of(new StoreHead("another", 1));
        look();

        assertThat(told).containsExactly(at(5), new StoreHead("another", 1));
    }

    @Test
    void aStoreIsAskedOnceInAPeriodHoweverManyLook() {
        interest();
        interest();
        assertThat(asked).as("of two who begin, one asks").isEqualTo(1);
        look();
        watch.look(STORE);
        watch.look(STORE);

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void nobodyIsAskedForThoseWhoHaveGone() {
        HeadWatch.Interest first = interest();
        HeadWatch.Interest second = interest();
        first.close();
        look();
        assertThat(asked).isEqualTo(2);
        second.close();
        look();

        assertThat(asked).isEqualTo(2);
        assertThat(watch.isWatched(STORE)).isFalse();
    }

    @Test
    void howeverManyMayNoLongerAskOneLookTriesAFewAndTheNextOnesTheOthers() {
        int[] tried = new int[1];
        for (int i = 0; i < 2 * HeadWatch.TRIED; i++) {
            watch.interest(STORE, () -> {
                tried[0]++;
                return Optional.empty();
            });
        }
        interest();
        tried[0] = 0;
        look();
        assertThat(tried[0]).isEqualTo(HeadWatch.TRIED);
        look();
        look();
        assertThat(told).containsExactly(at(1));
        assertThat(tried[0]).isEqualTo(2 * HeadWatch.TRIED);
        head = Optional.of(at(2));
        look();

        assertThat(told).containsExactly(at(1), at(2));
        assertThat(tried[0]).as("who may ask is asked first").isEqualTo(2 * HeadWatch.TRIED);
    }

    @Test
    void whoFailsInAnotherWayKeepsNobodyFromHearingAndIsForgottenWhenItCloses() {
        HeadWatch.Interest failing = watch.interest(STORE, () -> {
            throw new IllegalStateException("of this one alone");
        });
        HeadWatch.Interest other = interest();
        head = Optional.of(at(2));
        look();
        assertThat(told).containsExactly(at(2));
        other.close();
        look();
        failing.close();

        assertThat(watch.isWatched(STORE)).isFalse();
    }
}
