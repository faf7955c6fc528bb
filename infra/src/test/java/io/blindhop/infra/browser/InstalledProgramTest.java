package io.blindhop.infra.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;

class InstalledProgramTest {
    private static final InstalledProgram PROGRAM =
            new InstalledProgram("browser", "BROWSER_PATH", List.of("first", "second"));

    @TempDir
    private Path folder;

    private Path executable(String name) throws IOException {
        return Files.setPosixFilePermissions(
                Files.createFile(folder.resolve(name)), PosixFilePermissions.fromString("rwx------"));
    }

    private Map<String, String> path() {
        return Map.of("PATH", "/nowhere::" + folder);
    }

    @Test
    void theFirstNameThatIsThereIsTaken() throws IOException {
        Path second = executable("second");
        assertThat(PROGRAM.find(path())).contains(second);
        Path first = executable("first");
        assertThat(PROGRAM.find(path())).contains(first);
    }

    @Test
    void aFileThatCannotBeRunIsNone() throws IOException {
        Files.createFile(folder.resolve("first"));
        assertThat(PROGRAM.find(path())).isEmpty();
    }

    @Test
    void theVariableWins() throws IOException {
        executable("first");
        Path named = executable("another");
        assertThat(PROGRAM.find(Map.of("PATH", folder.toString(), "BROWSER_PATH", named.toString())))
                .contains(named);
    }

    @Test
    void whatTheVariableNamesMustBeThere() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PROGRAM.find(
                        Map.of("BROWSER_PATH", folder.resolve("none").toString())))
                .withMessageContaining("BROWSER_PATH names");
    }

    @Test
    void aProgramThatIsRequiredMustBeThere() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PROGRAM.find(Map.of(InstalledProgram.REQUIRED, "other,browser")))
                .withMessageContaining("there is no browser on the PATH")
                .withMessageContaining(InstalledProgram.REQUIRED);
        assertThat(PROGRAM.find(Map.of(InstalledProgram.REQUIRED, "other"))).isEmpty();
    }

    @Test
    void testsOfAProgramThatIsNotThereDoNotRunAndSaySo() throws IOException {
        ConditionEvaluationResult without = PROGRAM.condition(path(), "the tests of the test");
        assertThat(without.isDisabled()).isTrue();
        assertThat(without.getReason())
                .hasValueSatisfying(reason ->
                        assertThat(reason).contains("the tests of the test DID NOT RUN: there is no browser"));
        executable("first");
        assertThat(PROGRAM.condition(path(), "the tests of the test").isDisabled())
                .isFalse();
    }
}
