package io.blindhop.infra.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.infra.bench.Bound;
import io.blindhop.infra.bench.Deployment.Services;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class MeasuresTest {
    private static final Measure SIZED = new Measure(
            "first-push",
            "batches",
            "entry",
            Services.EMBEDDED,
            OptionalLong.of(5_000),
            Map.of(Figure.PER_SECOND, 5_700.0, Figure.USD, 0.2446),
            List.of(Bound.atLeast("entries a second", 5_700, 2_000), new Bound("USD", 0.2446, 0.35)));
    private static final Measure UNSIZED = new Measure(
            "hot-store",
            "one writer",
            "put",
            Services.COUNTING,
            OptionalLong.empty(),
            Map.of(Figure.TRIES, 1.5),
            List.of());

    @Test
    void whatIsSavedIsWhatIsReadAgain() {
        Measures measures = new Measures(List.of(SIZED, UNSIZED));

        assertThat(Measures.parse(measures.toJson())).isEqualTo(measures);
    }

    @Test
    void aFigureBelowWhatItIsToBeAtLeastSpoilsTheWhole() {
        assertThat(Bound.atLeast("entries a second", 2_000, 2_000).holds()).isTrue();
        Measures measures = new Measures(List.of(with(Bound.atLeast("entries a second", 1_999, 2_000))));

        assertThat(measures.boundsHold()).isFalse();
        assertThat(printed(measures)).contains("1,999", "at least 2,000", "NO");
        assertThat(new Measures(List.of(SIZED, UNSIZED)).boundsHold()).isTrue();
    }

    @Test
    void aTableHasAColumnForEveryFigureThatThereIs() {
        assertThat(Tables.of(List.of(SIZED, UNSIZED)))
                .containsExactly(
                        List.of("what", "on", "size", "of each", "per second", "USD a million", "tries a put"),
                        List.of("batches", "embedded", "5,000", "entry", "5,700", "0.2446", ""),
                        List.of("one writer", "counting", "", "put", "", "", "1.5"));
    }

    @Test
    void whatCostsATenthMoreInALargeStoreIsNotFlat() {
        List<Measure> bounded = Flatness.bounded(List.of(head(1_000, 1.0), head(1_000_000, 1.11), head(10_000, 2.0)));

        assertThat(bounded.get(0).bounds()).isEmpty();
        assertThat(bounded.get(1).bounds()).containsExactly(new Bound("times the cost at 1,000", 1.11, 1.10));
        assertThat(new Measures(bounded).boundsHold()).isFalse();
    }

    private static Measure head(long size, double usd) {
        return new Measure(
                "requests",
                "head",
                "request",
                Services.COUNTING,
                OptionalLong.of(size),
                Map.of(Figure.USD, usd),
                List.of());
    }

    private static Measure with(Bound bound) {
        return new Measure(
                "first-push",
                "",
                "entry",
                Services.EMBEDDED,
                OptionalLong.of(1),
                Map.of(Figure.USD, 1.0),
                List.of(bound));
    }

    private static String printed(Measures measures) {
        StringWriter text = new StringWriter();
        measures.print(new PrintWriter(text));
        return text.toString();
    }
}
