package io.blindhop.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script {@code blindhop} in a small tree of its own, with a JDK and a Maven that only say what they are told. */
@Timeout(60)
class LauncherScriptTest {
    @TempDir
    private Path temp;

    private final Map<String, String> variables = new HashMap<>();
    private Path root;
    private Path jdk;

    @BeforeEach
    void plant() throws IOException {
        root = Files.createDirectories(temp.resolve("source tree"));
        Path script = Stream.of(Path.of("blindhop"), Path.of("../blindhop"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
        Files.copy(script, root.resolve("blindhop"));
        executable(root.resolve("blindhop"), Files.readString(script));
        Files.writeString(root.resolve("pom.xml"), "");
        Path source = Files.createDirectories(root.resolve("infra/src/main")).resolve("A.java");
        Files.writeString(source, "");
        Files.writeString(root.resolve("infra/pom.xml"), "");
        Files.copy(script.toAbsolutePath().resolveSibling("infra/packaging.sh"), root.resolve("infra/packaging.sh"));
        executable(
                root.resolve("mvnw"),
                "#!/bin/sh\necho \"maven $*\"\nmkdir -p infra/target\ntouch infra/target/blindhop-infra-1.jar\n");
        jdk = jdk("jdk", "99.0.1");
        executable(jdk.resolve("bin/java"), "#!/bin/sh\necho \"in $PWD\"\nfor a; do echo \"<$a>\"; done\n");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = temp.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/javac"), "");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private record Outcome(int exitCode, String text) {}

    private Outcome run(Path script, Path javaHome, String... arguments) throws Exception {
        Path elsewhere = Files.createDirectories(temp.resolve("else where"));
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("/bin/sh", script.toString()), Stream.of(arguments))
                                .toList())
                .directory(elsewhere.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().remove("JAVA_OPTS");
        builder.environment().remove("GRAALVM_HOME");
        builder.environment().putAll(variables);
        Process process = builder.start();
        try (BufferedReader out = process.inputReader()) {
            String text = String.join("\n", out.readAllLines());
            return new Outcome(process.waitFor(), text);
        }
    }

    @Test
    void theFirstRunBuildsAndTheSecondDoesNot() throws Exception {
        Outcome first = run(root.resolve("blindhop"), jdk, "serve", "--data", "my data");
        assertThat(first.text())
                .contains("maven -q -B -DskipTests -pl infra -am package", "<serve>\n<--data>\n<my data>")
                .contains("in " + temp.resolve("else where").toRealPath());
        assertThat(first.exitCode()).isZero();
        assertThat(run(root.resolve("blindhop"), jdk, "serve").text())
                .doesNotContain("maven")
                .contains("<serve>");
    }

    @Test
    void aChangedSourceIsBuilt() throws Exception {
        run(root.resolve("blindhop"), jdk, "serve");
        for (String changed : List.of("infra/src/main/A.java", "pom.xml", "infra/pom.xml")) {
            Files.setLastModifiedTime(
                    root.resolve("infra/target/.built"), FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
            for (String file : List.of("infra/src/main/A.java", "infra/src/main", "pom.xml", "infra/pom.xml")) {
                String day = file.equals(changed) ? "03" : "01";
                Files.setLastModifiedTime(
                        root.resolve(file), FileTime.from(Instant.parse("2026-01-" + day + "T00:00:00Z")));
            }
            assertThat(run(root.resolve("blindhop"), jdk, "serve").text())
                    .as(changed)
                    .contains("maven");
        }
    }

    @Test
    void itWorksThroughSymbolicLinks() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("link"), root.resolve("blindhop"));
        Path relative = Files.createSymbolicLink(temp.resolve("relative"), Path.of("link"));
        assertThat(run(link, jdk, "--version").text()).contains("<--version>");
        assertThat(run(relative, jdk, "--version").text()).contains("<--version>");
    }

    @Test
    void aBuildThatFailsStartsNothing() throws Exception {
        executable(root.resolve("mvnw"), "#!/bin/sh\nexit 1\n");
        Outcome outcome = run(root.resolve("blindhop"), jdk, "serve");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.text()).doesNotContain("<serve>");
    }

    @Test
    void testRunsWhatTheBuildVerifiesAndTheTestsOfTerraform() throws Exception {
        executable(
                Files.createDirectories(root.resolve("terraform")).resolve("test"),
                "#!/bin/sh\necho \"terraform: $#\"\n");
        assertThat(run(root.resolve("blindhop"), jdk, "test", "-o").text())
                .isEqualTo("maven -B verify -o\nterraform: 0");
    }

    @Test
    void terraformIsNotAskedAboutABuildThatFails() throws Exception {
        executable(root.resolve("mvnw"), "#!/bin/sh\nexit 1\n");
        executable(Files.createDirectories(root.resolve("terraform")).resolve("test"), "#!/bin/sh\necho terraform\n");
        Outcome outcome = run(root.resolve("blindhop"), jdk, "test");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.text()).doesNotContain("terraform");
    }

    @Test
    void aPackageIsMadeOfFunctionsThatWereBuiltFirstAndOfEmulators() throws Exception {
        assertThat(run(root.resolve("blindhop"), jdk, "package", "jvm").text())
                .containsSubsequence(
                        "maven -q -B -DskipTests -Ppapers -pl functions/lambda -am package",
                        "maven -q -B -pl infra/emulators/dynamodb-local,infra/emulators/s3proxy generate-resources",
                        "<-Duser.timezone=UTC>",
                        "<package>\n<jvm>")
                .doesNotContain("--builder");
    }

    @Test
    void scenariosGetTheEmulatorsOnce() throws Exception {
        String fetching = "maven -q -B -pl infra/emulators/dynamodb-local,infra/emulators/s3proxy generate-resources";

        assertThat(run(root.resolve("blindhop"), jdk, "bench", "scenarios").text())
                .containsSubsequence(fetching, "<bench>\n<scenarios>");
        Files.createDirectories(root.resolve("infra/emulators/s3proxy/target/lib"));
        assertThat(run(root.resolve("blindhop"), jdk, "bench", "scenarios").text())
                .doesNotContain("maven");
    }

    @Test
    void theExecutableIsCompiledByTheGraalThatIsNamed() throws Exception {
        Path graal = Files.createDirectories(temp.resolve("graal vm/bin")).getParent();
        executable(graal.resolve("bin/native-image"), "#!/bin/sh\necho Graal 1\n");
        variables.put("GRAALVM_HOME", graal.toString());
        assertThat(run(root.resolve("blindhop"), jdk, "package", "native").text())
                .containsSubsequence(
                        "maven -q -B -DskipTests -Ppapers -Pnative -pl functions/lambda -am package",
                        "<package>\n<native>\n<--builder>\n<Graal 1");
    }

    @Test
    void withoutGraalTheExecutableIsCompiledInAContainer() throws Exception {
        putOnPath("docker", "#!/bin/sh\nexit 0\n");
        assertThat(run(root.resolve("blindhop"), jdk, "package", "native").text())
                .contains(
                        "-Dquarkus.native.container-build=true",
                        "-Dquarkus.native.builder-image=quay.io/quarkus/ubi9-quarkus-mandrel-builder-image:jdk-25");
    }

    @Test
    void withoutBothTheUserIsToldWhatIsMissing() throws Exception {
        putOnPath("docker", "#!/bin/sh\nexit 1\n");
        Outcome outcome = run(root.resolve("blindhop"), jdk, "package", "native");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.text()).contains("GRAALVM_HOME", "Docker").doesNotContain("maven");
    }

    @Test
    void aPackageThatThereIsNotIsRefused() throws Exception {
        Outcome outcome = run(root.resolve("blindhop"), jdk, "package", "arm");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.text()).contains("package jvm", "package native").doesNotContain("maven");
    }

    private void putOnPath(String name, String text) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("path"));
        executable(folder.resolve(name), text);
        variables.put("PATH", folder + ":" + System.getenv("PATH"));
    }

    @Test
    void aJavaHomeThatIsTooOldIsPassedOver() throws Exception {
        Path old = jdk("old", "24.0.2");
        executable(old.resolve("bin/java"), "#!/bin/sh\necho old Java ran\n");
        assertThat(run(root.resolve("blindhop"), old, "serve").text()).doesNotContain("old Java ran");
    }
}
