package io.blindhop.infra.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.infra.bench.Deployment.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small runs, in memory; nothing is said of times. */
final class ScenarioRunTest {
    private static final Set<Services> COUNTING = EnumSet.of(Services.COUNTING);
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    @Test
    void everyScenarioRunsAndFindsWhatItIsThereFor() throws IOException {
        Measures measures = run(Set.of(), List.of(20L));

        assertThat(measures.scenarios()).containsExactlyElementsOf(ScenarioRun.names());
        assertThat(measures.all()).allSatisfy(measure -> {
            assertThat(measure.figures()).isNotEmpty();
            assertThat(measure.find(Figure.USD)
                            .or(() -> measure.find(Figure.TRIES))
                            .or(() -> measure.find(Figure.FALSE_POSITIVES)))
                    .as(measure.scenario() + " " + measure.part())
                    .isPresent();
        });
        for (String scenario : List.of("idle-sync", "interactive-push", "directory")) {
            assertThat(measures.of(scenario).stream().flatMap(measure -> measure.bounds().stream()))
                    .as(scenario)
                    .isNotEmpty()
                    .allMatch(bound -> bound.holds());
        }
    }

    @Test
    void whatIsCountedIsTheSameAtEveryRun() throws IOException {
        Set<String> some = Set.of("first-push", "idle-sync");

        assertThat(run(some, List.of(300L))).isEqualTo(run(some, List.of(300L)));
    }

    @Test
    void aRequestOfALargeStoreIsHeldAgainstThatOfASmallOne() throws IOException {
        Measures measures = run(Set.of("requests"), List.of(500L, 2_000L));

        assertThat(measures.all().stream()
                        .filter(measure -> !measure.bounds().isEmpty())
                        .map(Measure::part))
                .containsExactly(
                        "head",
                        "scan page of 1,000",
                        "look-up by id",
                        "look-up by document",
                        "plan of a document",
                        "push of 250");
        assertThat(measures.boundsHold()).as(measures.toJson()).isTrue();
    }

    @Test
    void aScenarioThatThereIsNotIsNamedAndSoAreThoseThatThereAre() {
        assertThatThrownBy(() -> new ScenarioRun(Set.of("push"), COUNTING, List.of(), SHORT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--only names push")
                .hasMessageContaining("first-push");
    }

    private Measures run(Set<String> only, List<Long> sizes) throws IOException {
        return new ScenarioRun(only, COUNTING, sizes, SHORT).run(folder, _ -> {});
    }
}
