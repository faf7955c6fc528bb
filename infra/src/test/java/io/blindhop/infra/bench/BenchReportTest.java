package io.blindhop.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.Usage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BenchReportTest {
    private static final Bound MET = new Bound("requests", 1, 1);
    private static final Bound MISSED = new Bound("read units", 1.5, 1);

    @Test
    void aFigureAtItsBoundHolds() {
        assertThat(report(MET).boundsHold()).isTrue();
        assertThat(printed(report(MET))).contains("ok   requests: 1.000, at most 1.00");
    }

    @Test
    void oneFigureOverItsBoundIsSaidAndSpoilsTheWhole() {
        BenchReport report = report(MET, MISSED);

        assertThat(report.boundsHold()).isFalse();
        assertThat(printed(report)).contains("OVER read units: 1.500, at most 1.00");
        assertThat(report.toJson()).contains("\"boundsHold\" : false");
    }

    @Test
    void percentilesAreThoseOfTheRequestsOfTheRoute() {
        Latencies latencies = new Latencies();
        for (int i = 1; i <= 200; i++) {
            latencies.add("a", i * 1_000_000L);
        }
        latencies.add("b", 5_000_000L);

        assertThat(latencies.routes())
                .containsExactly(new Latencies.Route("a", 200, 100, 198), new Latencies.Route("b", 1, 5, 5));
    }

    private static BenchReport report(Bound... bounds) {
        Phase phase = new Phase("idle", 0, 1, List.of(), Usage.NONE, List.of(), List.of(bounds));
        return new BenchReport(BenchOptions.DEFAULT, PriceTable.usEast1(), List.of(phase));
    }

    private static String printed(BenchReport report) {
        StringWriter text = new StringWriter();
        report.print(new PrintWriter(text));
        return text.toString();
    }
}
