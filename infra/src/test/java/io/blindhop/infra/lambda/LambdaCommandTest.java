package io.blindhop.infra.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code blindhop lambda} in a process of its own. */
@Timeout(120)
class LambdaCommandTest {
    private static final int SIGTERM = 143;

    @TempDir
    private Path folder;

    private Process run(Path packaged) throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.blindhop.infra.cli.Blindhop",
                        "lambda",
                        "--package",
                        packaged.toString(),
                        "--port",
                        "0"))
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().put("BLINDHOP_TABLE", "a-table");
        builder.environment().put("SOMETHING_ELSE", "private");
        return builder.start();
    }

    @Test
    void aPackageAnswersAtTheUrlThatIsPrintedAndEndsWithTheCommand() throws Exception {
        Process process = run(FakeFunction.packaged(folder));
        try (BufferedReader out = process.inputReader();
                HttpClient client = HttpClient.newHttpClient()) {
            URI url = URI.create(out.readLine().replaceFirst(" *URL *", "") + "/environment");
            String environment = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                    .body();
            assertThat(environment).contains("BLINDHOP_TABLE=a-table").doesNotContain("SOMETHING_ELSE");
            List<ProcessHandle> copies = process.children().toList();
            assertThat(copies).hasSize(1);
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(SIGTERM);
            copies.forEach(copy -> copy.onExit().join());
            assertThat(folder.resolve("errors")).content().contains("started sync");
            try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
                assertThat(left.filter(path -> path.getFileName().toString().startsWith("blindhop")))
                        .isEmpty();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aPackageThatCannotBeRunIsNamedWithoutAStackTrace() throws Exception {
        Process process = run(folder);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(folder.resolve("errors"))
                .content()
                .contains("no executable file bootstrap")
                .doesNotContain("\tat ");
    }
}
