package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals();

    private static Arrivals.Database database(int number) {
        return new Arrivals.Database(new TenantId("acme"), new DatabaseId("db" + number));
    }

    @Test
    void aDatabaseThatWasPushedToOftenIsTakenOnceAndAgainAfterTheNextPush() throws InterruptedException {
        arrivals.add(database(1));
        arrivals.add(database(1));

        assertThat(arrivals.take(Duration.ZERO)).containsExactly(database(1));
        assertThat(arrivals.take(Duration.ZERO)).isEmpty();
        arrivals.add(database(1));
        assertThat(arrivals.take(Duration.ZERO)).containsExactly(database(1));
    }

    @Test
    void whatNobodyTakesStopsGrowing() throws InterruptedException {
        for (int i = 0; i <= Arrivals.MOST; i++) {
            arrivals.add(database(i));
        }

        assertThat(arrivals.take(Duration.ZERO)).hasSize(Arrivals.MOST);
    }
}
