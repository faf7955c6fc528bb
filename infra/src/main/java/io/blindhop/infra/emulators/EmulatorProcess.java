package io.blindhop.infra.emulators;

import io.blindhop.infra.tree.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An emulator in a JVM of its own, on a port of the loopback that was free, until this JVM ends. */
final class EmulatorProcess {
    private static final int START_SECONDS = 60;

    private final Process process;
    private final int port;
    private final Path log;

    private EmulatorProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** What comes after the JVM's own options: the main class and its arguments. */
    interface Arguments {
        List<String> of(int port) throws IOException;
    }

    /** The libraries that the build of {@code infra/emulators/<name>} has copied. */
    static Path libraries(String name) {
        Path folder = SourceTree.infra().resolve(Path.of("emulators", name, "target", "lib"));
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    folder + " is missing: run ./mvnw -pl infra/emulators/" + name + " generate-resources");
        }
        return folder;
    }

    /** A file below {@code infra/target}. */
    static Path target(String file) throws IOException {
        return Files.createDirectories(SourceTree.infra().resolve(Path.of("target", "emulators")))
                .resolve(file);
    }

    static EmulatorProcess start(String name, Arguments arguments) {
        try {
            Path libraries = libraries(name);
            int port = freePort();
            Path log = target(name + ".log");
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-Xmx512m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.library.path=" + libraries,
                    "-cp",
                    mainClass() + java.io.File.pathSeparator + libraries.resolve("*"),
                    EmulatorMain.class.getName()));
            command.addAll(arguments.of(port));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            EmulatorProcess emulator = new EmulatorProcess(process, port, log);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            emulator.awaitAnswer(name);
            return emulator;
        } catch (IOException e) {
            throw new IllegalStateException("emulator " + name + " could not be started", e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void awaitAnswer(String name) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("emulator " + name + " did not answer on port " + port + " within "
                        + START_SECONDS + " s. It said: " + Files.readString(log));
            }
            pause();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while an emulator started", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A folder with nothing but that class: where this one comes from are our libraries too. */
    private static Path mainClass() throws IOException {
        String name = EmulatorMain.class.getName().replace('.', '/') + ".class";
        Path folder = target("main");
        Path file = folder.resolve(name);
        try (InputStream bytes = EmulatorMain.class.getResourceAsStream("/" + name)) {
            Files.createDirectories(file.getParent());
            Path whole = Files.createTempFile(file.getParent(), "class", "");
            Files.copy(bytes, whole, StandardCopyOption.REPLACE_EXISTING);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }
}
