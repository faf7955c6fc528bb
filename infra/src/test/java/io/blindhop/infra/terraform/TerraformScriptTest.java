package io.blindhop.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script {@code terraform/test} with a Terraform that only says what it is told, and with none. */
@Timeout(60)
class TerraformScriptTest {
    @TempDir
    private Path temp;

    private Path script;
    private Path bin;

    @BeforeEach
    void plant() throws IOException {
        Path root = Files.createDirectories(temp.resolve("terra form"));
        script = executable(root.resolve("test"), TerraformFiles.text(TerraformFiles.ROOT.resolve("test")));
        Files.createDirectories(root.resolve("modules/one"));
        Files.createDirectories(root.resolve("examples/two"));
        bin = Files.createDirectories(temp.resolve("bin"));
    }

    private static Path executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private void terraform(String body) throws IOException {
        executable(bin.resolve("terraform"), "#!/bin/sh\n" + body);
    }

    private record Outcome(int exitCode, String text) {}

    private Outcome run(Map<String, String> environment, String... folders) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(folders));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", bin + ":/nowhere");
        for (String tool : List.of("mktemp", "cp", "rm", "cat", "dirname")) {
            executable(bin.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
        }
        builder.environment().remove("TERRAFORM_PLUGIN_DIR");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (BufferedReader out = process.inputReader()) {
            String text = String.join("\n", out.readAllLines());
            return new Outcome(process.waitFor(), text);
        }
    }

    @Test
    void everyFolderIsInitialisedValidatedAndTested() throws Exception {
        terraform("echo \"$1 in ${PWD##*/}\"\n");
        Outcome outcome = run(Map.of());
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.text().lines())
                .contains("validate in one", "test in one", "validate in two", "test in two")
                .anyMatch(line -> line.startsWith("fmt in "));
    }

    @Test
    void onlyTheFoldersThatAreNamedAreTested() throws Exception {
        terraform("echo \"$1 in ${PWD##*/}\"\n");
        assertThat(run(Map.of(), "modules/one").text()).contains("test in one").doesNotContain("in two");
    }

    @Test
    void withoutTerraformItSaysThatItDidNotRun() throws Exception {
        Outcome outcome = run(Map.of());
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.text()).contains("terraform/test DID NOT RUN: there is no terraform on the PATH");
    }

    @Test
    void withoutAProviderItSaysThatItDidNotRun() throws Exception {
        terraform("[ \"$1\" != init ] || { echo no network; exit 1; }\n");
        Outcome outcome = run(Map.of());
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.text()).contains("no network", "terraform/test DID NOT RUN: the AWS provider cannot be had");
    }

    @Test
    void aProviderThatIsNamedMustBeThere() throws Exception {
        terraform("[ \"$1\" != init ] || { echo \"$@\"; exit 1; }\n");
        Outcome outcome = run(Map.of("TERRAFORM_PLUGIN_DIR", "/plugins"));
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.text()).contains("-plugin-dir=/plugins").doesNotContain("DID NOT RUN");
    }

    @Test
    void aTestThatFailsFails() throws Exception {
        terraform("[ \"$1\" != test ] || exit 1\n");
        assertThat(run(Map.of()).exitCode()).isNotZero();
    }

    @Test
    void nothingIsLeftInTheTree() throws Exception {
        terraform("touch left-behind\n");
        run(Map.of());
        try (var files = Files.walk(script.getParent())) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(script);
        }
    }
}
