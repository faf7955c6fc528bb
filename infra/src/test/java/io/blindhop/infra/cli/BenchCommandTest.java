package io.blindhop.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            Blindhop.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @ParameterizedTest
    @ValueSource(strings = {"--entries", "--batch", "--workers"})
    void anAmountOfNothingIsAWrongOptionAndNamed(String option) {
        assertThat(command.execute("bench", option, "0")).isEqualTo(2);
        assertThat(err.toString()).contains(option + " must be from 1");
    }

    @Test
    void aSmallRunPrintsItsReportAsJsonAlone() {
        assertThat(command.execute("bench", "--entries", "250", "--workers", "1", "--json"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).startsWith("{").contains("\"boundsHold\" : true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--connections", "--rooms", "--messages", "--workers"})
    void anAmountOfNothingOfSignalingIsAWrongOptionAndNamed(String option) {
        assertThat(command.execute("bench", "signaling", option, "0")).isEqualTo(2);
        assertThat(err.toString()).contains(option + " must be from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--entries", "--batch"})
    void anAmountOfNothingOfHopsIsAWrongOptionAndNamed(String option) {
        assertThat(command.execute("bench", "hops", "--json", option, "0")).isEqualTo(2);
        assertThat(err.toString()).contains(option + " must be from 1");
    }

    @Test
    void aScenarioThatThereIsNotIsAWrongOption() {
        assertThat(command.execute("bench", "scenarios", "--only", "everything"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--only names everything", "fresh-pull");
    }

    @Test
    void scenariosPrintTheirTablesAndSaveTheirJson(@TempDir Path folder) throws IOException {
        Path saved = folder.resolve("measures.json");

        assertThat(command.execute(
                        "bench",
                        "scenarios",
                        "--only",
                        "idle-sync",
                        "--on",
                        "counting",
                        "--sizes",
                        "250",
                        "--save",
                        saved.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("read units", "nothing new");
        assertThat(Files.readString(saved)).contains("\"idle-sync\"");
    }
}
