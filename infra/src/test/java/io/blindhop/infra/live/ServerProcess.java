package io.blindhop.infra.live;

import io.blindhop.functions.fixture.Person;
import io.blindhop.protocol.auth.CapabilityRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code blindhop serve} in a process of its own, with a heap of {@value #HEAP}. */
final class ServerProcess implements AutoCloseable {
    static final String HEAP = "256m";

    private static final String URL = "  URL ";

    private final Process process;
    private final BufferedReader output;
    private final URI url;

    private ServerProcess(Process process, BufferedReader output, URI url) {
        this.process = process;
        this.output = output;
        this.url = url;
    }

    /** Starts a server on the data below {@code folder}, new or left behind by another. Its log is beside the data. */
    static ServerProcess start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    /** With further variables. */
    static ServerProcess start(Path folder, Map<String, String> variables) throws IOException {
        Path config = folder.resolve("system.json");
        Files.writeString(
                config,
                CapabilityRules.configGrantingEverything(Person.SYSADMIN.username(), Person.SYSADMIN.signingPem()));
        ProcessBuilder command = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx" + HEAP,
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.blindhop.infra.cli.Blindhop",
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString(),
                        "--system-config",
                        config.toString()))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()));
        command.environment().putAll(variables);
        Process process = command.start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(URL)) {
                return new ServerProcess(
                        process, output, URI.create(line.substring(URL.length()).strip()));
            }
        }
        throw new IOException("The server did not start: " + Files.readString(folder.resolve("server.log")));
    }

    URI url() {
        return url;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As a power cut would: nothing is finished, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server survived its kill");
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }
}
