package io.blindhop.infra.lambda;

import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A deployed function: its package, its configuration, and the copies of it that run.
 *
 * <p>An invocation goes to a free copy; if there is none, a new one is started; if there are as many as there may be, it
 * is throttled. A copy that has answered but not yet asked for its next invocation counts as free, and is waited for.
 *
 * <p>Needs Linux: {@code setsid}, {@code kill(2)} and {@code /proc}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">Concurrency</a>
 */
public final class LambdaFunction implements AutoCloseable {
    private final LambdaOptions options;
    private final InstantSource clock;
    private final RuntimeLoops loops = RuntimeLoops.start();
    private final CopyPool pool;
    private final List<KillAtFlush> kills = new CopyOnWriteArrayList<>();
    private final Thread stop;

    private LambdaFunction(LambdaOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.pool = new CopyPool(options, loops, clock, this::killsAtFlush);
        this.stop = new Thread(pool::close, "lambda-stop");
    }

    /**
     * Starts no copy yet: the first invocation does.
     *
     * @throws IOException if the package has no executable {@code bootstrap}
     */
    public static LambdaFunction deploy(LambdaOptions options, InstantSource clock) throws IOException {
        if (!Files.isExecutable(options.task().resolve("bootstrap"))) {
            throw new IOException(
                    options.task() + " has no executable file bootstrap, which provided.al2023 starts a function by");
        }
        LambdaFunction function = new LambdaFunction(options, clock);
        Runtime.getRuntime().addShutdownHook(function.stop);
        return function;
    }

    /**
     * Invokes the function directly and waits for its answer ({@code RequestResponse}); a streamed answer is collected.
     *
     * @param event JSON, at most {@link LambdaLimits#EVENT_BYTES} in UTF-8
     * @throws FunctionFailedException if the function failed; the message holds what it said
     * @throws ThrottledException if all copies are busy
     */
    public String invoke(String event) throws IOException {
        Bytes json = Bytes.utf8(event);
        if (json.length() > LambdaLimits.EVENT_BYTES) {
            throw new IOException(
                    "The event has " + json.length() + " bytes; the service takes at most " + LambdaLimits.EVENT_BYTES);
        }
        return switch (submit(Invocation.newId(), json, "", newTraceRoot()).await()) {
            case Reply.Buffered(String type, Bytes payload) -> payload.toUtf8();
            case Reply.Streamed(String type, ReplyStream body) -> body.takeAll().toUtf8();
        };
    }

    /** All copies that were ever started, in that order. */
    public List<CopyReport> copies() {
        return pool.reports();
    }

    /** Kills every copy that waits for an invocation, and returns when they are gone. */
    public void killIdle() {
        pool.killIdle();
    }

    /**
     * Ends every copy that is not busy by SIGTERM, as Lambda does only if there are extensions.
     *
     * @param within those that take longer are killed
     * @return whether none had to be
     */
    public boolean terminateFree(Duration within) {
        return pool.terminateFree(within);
    }

    /**
     * Kills a copy when a chunk of a streamed response has arrived, once, for the first response that has so many.
     *
     * @param path which raw paths of the function URL; the empty one is that of direct invokes
     * @param chunk 1 for the first, which as a rule holds status and headers
     */
    public KillAtFlush killAtFlush(Predicate<String> path, int chunk) {
        KillAtFlush kill = new KillAtFlush(path, chunk);
        kills.add(kill);
        return kill;
    }

    /** Kills all copies; invocations under way fail. */
    @Override
    public void close() {
        pool.close();
        loops.close();
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            System.getLogger(LambdaFunction.class.getName())
                    .log(System.Logger.Level.DEBUG, "The process ends, and the hook runs or has run", e);
        }
    }

    Invocation submit(String id, Bytes event, String path, String traceRoot) throws IOException {
        Invocation invocation = Invocation.of(id, event, path, traceRoot);
        pool.assign(invocation);
        return invocation;
    }

    String newTraceRoot() {
        return Invocation.newTraceRoot(clock.instant().getEpochSecond());
    }

    /** How many may run at once. */
    int mostCopies() {
        return options.copies();
    }

    Duration timeout() {
        return options.timeout();
    }

    InstantSource clock() {
        return clock;
    }

    private boolean killsAtFlush(String path, int chunk) {
        return kills.stream().anyMatch(kill -> kill.strikes(path, chunk));
    }
}
