package io.blindhop.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the jar as the script {@code blindhop} does, in a process of its own. */
@Timeout(120)
class PackagedCommandIT {
    private static final int SIGTERM = 143;

    @TempDir
    private Path temp;

    @Test
    void aServerStartsAnswersStopsOnSigtermAndStartsAgain() throws Exception {
        String first = startAskAndStop();
        assertThat(temp.resolve("data/server.identity.json")).exists();
        String second = startAskAndStop();
        assertThat(second).isEqualTo(first);
    }

    /** Returns the line with the identity of the server. */
    private String startAskAndStop() throws Exception {
        Process process = run(Map.of(), "serve", "--port", "0", "--data", "data");
        try (BufferedReader out = process.inputReader();
                HttpClient client = HttpClient.newHttpClient()) {
            String url = lineWith(out, "  URL ");
            String identity = lineWith(out, "  Server ");
            assertThat(lineWith(out, "  Administrator ")).contains("sysadmin.identity.json", "sysadmin.password");
            HttpRequest health = HttpRequest.newBuilder(URI.create(url.replaceFirst(" *URL *", "") + "/health"))
                    .build();
            assertThat(client.send(health, BodyHandlers.ofString()).body())
                    .matches("\\{\"status\":\"ok\",\"timestamp\":\\d+}");
            // destroy() sends SIGTERM.
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(SIGTERM);
            return identity;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aSecondServerOnTheSameFolderSaysWhyItDoesNotStart() throws Exception {
        Process first = run(Map.of(), "serve", "--port", "0", "--data", "data");
        try (BufferedReader out = first.inputReader()) {
            lineWith(out, "  URL ");
            Outcome second = outcome(run(Map.of(), "serve", "--port", "0", "--data", "data"));
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err())
                    .contains("Another Blindhop server uses the data folder")
                    .doesNotContain("\tat ");
        } finally {
            first.destroyForcibly();
        }
    }

    @Test
    void aWrongOptionIsNamedWithExitCodeTwo() throws Exception {
        Outcome unknown = outcome(run(Map.of(), "serve", "--prot", "1"));
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("Unknown options: '--prot'");

        Outcome settings = outcome(run(Map.of("BLINDHOP_BODY_LIMIT_BYTES", "5mb"), "serve", "--port", "70000"));
        assertThat(settings.exitCode()).isEqualTo(2);
        assertThat(settings.err()).contains("BLINDHOP_PORT is 70000", "BLINDHOP_BODY_LIMIT_BYTES is \"5mb\"");

        assertThat(outcome(run(Map.of())).exitCode()).isEqualTo(2);
    }

    @Test
    void aSystemConfigurationThatCannotBeReadIsNamed() throws Exception {
        Files.writeString(temp.resolve("config.json"), "{\"capabilities\": []}");
        Outcome outcome = outcome(run(Map.of(), "serve", "--port", "0", "--system-config", "config.json"));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("config.json cannot be used: capabilities: must be an object of rules");
    }

    @Test
    void helpAndVersionAreAnswered() throws Exception {
        Outcome help = outcome(run(Map.of(), "serve", "--help"));
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("--port", "--host", "--data", "--system-config", "143");
        assertThat(outcome(run(Map.of(), "--version")).out()).matches("(?s)blindhop \\d+\\..*");
    }

    private record Outcome(int exitCode, String out, String err) {}

    private static Outcome outcome(Process process) throws Exception {
        try (BufferedReader out = process.inputReader();
                BufferedReader err = process.errorReader()) {
            String output = String.join("\n", out.readAllLines());
            String errors = String.join("\n", err.readAllLines());
            return new Outcome(process.waitFor(), output, errors);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String lineWith(BufferedReader out, String start) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("The server ended without a line \"" + start + "\"");
    }

    private Process run(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                System.getProperty("blindhop.jar")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
