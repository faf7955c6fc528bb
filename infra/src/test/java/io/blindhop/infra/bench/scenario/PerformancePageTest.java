package io.blindhop.infra.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.infra.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page on performance says what the measures say that lie beside it. */
final class PerformancePageTest {
    private static final Path DOCS = SourceTree.infra().resolveSibling("docs");
    private static final String AGAIN = "./blindhop bench page writes it anew";

    private final Measures measures = Measures.parse(read(DOCS.resolve("measures.json")));
    private final PerformancePage page = new PerformancePage(measures);

    @Test
    void everyTableIsThatOfTheMeasures() {
        String text = read(DOCS.resolve("performance.md"));

        assertThat(page.filled(text)).as(AGAIN).isEqualTo(text);
    }

    @Test
    void everyScenarioHasATable() {
        String text = read(DOCS.resolve("performance.md"));

        assertThat(measures.scenarios()).containsExactlyInAnyOrderElementsOf(ScenarioRun.names());
        ScenarioRun.names().forEach(name -> assertThat(text).contains("<!-- measured: " + name + " -->"));
    }

    @Test
    void everyPlotIsThatOfTheMeasuresAndOnThePage() {
        String text = read(DOCS.resolve("performance.md"));
        Map<String, String> plots = page.plots();

        assertThat(plots).isNotEmpty();
        plots.forEach((file, svg) -> {
            assertThat(read(DOCS.resolve("images/performance").resolve(file)))
                    .as(file + ": " + AGAIN)
                    .isEqualTo(svg);
            assertThat(text).contains("images/performance/" + file);
        });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
