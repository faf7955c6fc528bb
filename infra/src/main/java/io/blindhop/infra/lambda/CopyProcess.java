package io.blindhop.infra.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A {@code bootstrap} and what it starts, as one process group, so that all of it is frozen and killed together.
 *
 * <p>The memory reported is that of the bootstrap itself: a script has to {@code exec} the program.
 */
final class CopyProcess {
    private static final int KEPT_LINES = 10_000;

    private final Process process;
    private final Deque<String> output = new ArrayDeque<>();

    private CopyProcess(Process process) {
        this.process = process;
    }

    /** @throws IOException if the package has no executable {@code bootstrap} */
    static CopyProcess start(LambdaOptions options, Map<String, String> variables) throws IOException {
        Path bootstrap = options.task().resolve("bootstrap");
        if (!Files.isExecutable(bootstrap)) {
            throw new IOException(bootstrap + " is missing or not executable; packages for provided.al2023 need it");
        }
        // setsid makes the copy the leader of a group of its own and is replaced by it: the process id stays.
        ProcessBuilder builder = new ProcessBuilder("setsid", bootstrap.toString())
                .directory(options.task().toFile());
        builder.redirectErrorStream(true).environment().clear();
        builder.environment().putAll(variables);
        CopyProcess copy = new CopyProcess(builder.start());
        copy.process.getOutputStream().close();
        Thread.ofVirtual().name("lambda-output").start(() -> copy.collect(options.output()));
        return copy;
    }

    long pid() {
        return process.pid();
    }

    void onExit(Consumer<Integer> listener) {
        Thread.ofVirtual()
                .name("lambda-exit")
                .start(() -> listener.accept(process.onExit().join().exitValue()));
    }

    void freeze() {
        signal(Signals.STOP);
    }

    void thaw() {
        signal(Signals.CONTINUE);
    }

    /** Asks it to end by itself; it has to run for that. */
    void terminate() {
        thaw();
        signal(Signals.TERMINATE);
    }

    void kill() {
        signal(Signals.KILL);
        // Before setsid has run there is no group yet.
        process.destroyForcibly();
    }

    /** Waits until the process is gone; it must have been killed. */
    void awaitEnd() {
        process.onExit().join();
    }

    /** Whether it is gone within that time. */
    boolean ends(Duration within) {
        return process.onExit()
                .thenApply(gone -> true)
                .completeOnTimeout(false, within.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    Optional<CopyMemory> memory() {
        return CopyMemory.of(pid());
    }

    List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    private void signal(Signals signal) {
        // A number that has been given back could be that of somebody else.
        if (process.isAlive()) {
            signal.sendToGroup(pid());
        }
    }

    private void collect(Consumer<String> listener) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> {
                synchronized (output) {
                    if (output.size() == KEPT_LINES) {
                        output.removeFirst();
                    }
                    output.addLast(line);
                }
                listener.accept(line);
            });
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(CopyProcess.class.getName())
                    .log(System.Logger.Level.DEBUG, "The output of copy " + pid() + " ended early", e);
        }
    }
}
