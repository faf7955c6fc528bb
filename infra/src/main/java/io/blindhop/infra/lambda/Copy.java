package io.blindhop.infra.lambda;

import io.blindhop.protocol.Bytes;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One execution environment: a process, its Runtime API, and what it is doing.
 *
 * <p>It is born with an invocation, answers one at a time and is stopped while it waits for the next.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Execution environments</a>
 */
final class Copy {
    private final int number;
    private final LambdaOptions options;
    private final RuntimeLoops loops;
    private final InstantSource clock;
    private final Monitor monitor;
    private final BiPredicate<String, Integer> killsAtFlush;
    private final RuntimeApi api;
    private final CopyProcess process;
    private final Instant started;

    private CopyState state = CopyState.STARTING;
    private Invocation invocation;
    private Optional<Poll> poll = Optional.empty();
    private Optional<ReplyStream> stream = Optional.empty();
    private Optional<ScheduledFuture<?>> timeout = Optional.empty();
    private int chunks;
    private long streamed;
    private int answers;
    private long turn;
    private Optional<Duration> firstAnswer = Optional.empty();
    private Optional<CopyMemory> lastMemory = Optional.empty();

    /**
     * @param killsAtFlush asked for the path of the request and the number of each chunk
     * @throws IOException if the process cannot be started
     */
    Copy(
            int number,
            LambdaOptions options,
            RuntimeLoops loops,
            InstantSource clock,
            Monitor monitor,
            BiPredicate<String, Integer> killsAtFlush,
            Invocation first)
            throws IOException {
        this.number = number;
        this.options = options;
        this.loops = loops;
        this.clock = clock;
        this.monitor = monitor;
        this.killsAtFlush = killsAtFlush;
        this.invocation = first;
        this.api = RuntimeApi.open(loops, this, LambdaEnvironment.arn(options));
        this.started = clock.instant();
        try {
            this.process = CopyProcess.start(options, LambdaEnvironment.of(options, api.address(), number));
        } catch (IOException e) {
            api.close();
            throw e;
        }
        process.onExit(this::exited);
        schedule(options.initTimeout(), CopyState.STARTING::equals, "The runtime did not start");
    }

    CopyState state() {
        return state;
    }

    /** Larger for a copy that was used later. */
    long turn() {
        return turn;
    }

    /** Gives an idle copy its next invocation. */
    void assign(Invocation next, long nextTurn) {
        invocation = next;
        turn = nextTurn;
        deliver();
    }

    void started(long firstTurn) {
        turn = firstTurn;
    }

    /** The runtime asks for an invocation. */
    Optional<Refusal> next(Poll asking) {
        return monitor.in(() -> {
            if (state == CopyState.RUNNING || state == CopyState.RESPONDING || state == CopyState.DEAD) {
                return Optional.of(Refusal.state(state, "Ready"));
            }
            if (state == CopyState.IDLE && poll.filter(Poll::isOpen).isPresent()) {
                return Optional.of(Refusal.state(state, "Ready"));
            }
            poll = Optional.of(asking);
            if (state == CopyState.STARTING) {
                deliver();
            } else if (options.recycleAfter().isPresent()
                    && answers >= options.recycleAfter().getAsInt()) {
                end("recycled after " + answers + " answers");
            } else {
                cancelTimeout();
                state = CopyState.IDLE;
                process.freeze();
            }
            return Optional.empty();
        });
    }

    /** The runtime begins to answer, with a result or an error. */
    Optional<Refusal> begin(String id) {
        return monitor.in(() -> {
            if (!invocation.id().equals(id) || state == CopyState.STARTING) {
                return Optional.of(Refusal.INVALID_REQUEST_ID);
            }
            if (state != CopyState.RUNNING) {
                return Optional.of(Refusal.state(state, "InvocationResponse"));
            }
            state = CopyState.RESPONDING;
            return Optional.empty();
        });
    }

    void complete(Reply.Buffered reply) {
        whileResponding(() -> {
            invocation.reply().complete(reply);
            answered();
        });
    }

    void fail(FunctionError error) {
        whileResponding(() -> {
            invocation.fail(error);
            stream.ifPresent(open -> open.fail(error));
            answered();
        });
    }

    void openStream(String contentType, Consumer<Boolean> mayRead) {
        whileResponding(() -> {
            ReplyStream opened = new ReplyStream(mayRead);
            stream = Optional.of(opened);
            chunks = 0;
            streamed = 0;
            invocation.reply().complete(new Reply.Streamed(contentType, opened));
        });
    }

    /** One chunk, as large as the runtime sent it; false if the response is too large with it and has failed. */
    boolean chunk(Bytes chunk) {
        return monitor.in(() -> {
            if (state != CopyState.RESPONDING) {
                return true;
            }
            streamed += chunk.length();
            if (streamed > LambdaLimits.STREAM_BYTES) {
                fail(FunctionError.found(FunctionError.TOO_LARGE, Refusal.STREAM_TOO_LARGE.message()));
                return false;
            }
            stream.orElseThrow().arrived(chunk);
            if (killsAtFlush.test(invocation.path(), ++chunks)) {
                end("killed at flush " + chunks);
            }
            return true;
        });
    }

    void closeStream() {
        whileResponding(() -> {
            stream.orElseThrow().end();
            answered();
        });
    }

    /** The runtime could not start; whoever waits for it gets this error. */
    Optional<Refusal> initError(FunctionError error) {
        return monitor.in(() -> {
            if (state != CopyState.STARTING) {
                return Optional.of(Refusal.state(state, "InitError"));
            }
            invocation.fail(error);
            return Optional.empty();
        });
    }

    /** Kills the process, whatever it is doing. */
    void end(String why) {
        die(FunctionError.found(FunctionError.EXIT, "RequestId: " + invocation.id() + " Error: Runtime was " + why));
    }

    /** Asks the process to end by itself. It gets no more work. */
    void terminate() {
        lastMemory = process.memory();
        state = CopyState.DEAD;
        cancelTimeout();
        process.terminate();
    }

    /** After {@link #terminate}: whether it did within that time; if not, it is killed. */
    boolean terminated(Duration within) {
        boolean ended = process.ends(within);
        if (!ended) {
            process.kill();
        }
        api.close();
        return ended;
    }

    void awaitEnd() {
        process.awaitEnd();
    }

    CopyReport report() {
        return monitor.in(() -> new CopyReport(
                number,
                process.pid(),
                state,
                answers,
                firstAnswer,
                state == CopyState.DEAD ? lastMemory : process.memory(),
                process.output()));
    }

    private void deliver() {
        process.thaw();
        if (!poll.orElseThrow().isOpen()) {
            end("gone from its connection to the Runtime API");
            return;
        }
        state = CopyState.RUNNING;
        Invocation delivered = invocation;
        schedule(
                options.timeout(),
                now -> invocation.id().equals(delivered.id()) && now != CopyState.IDLE,
                "Task timed out after " + options.timeout().toMillis() + " ms");
        poll.orElseThrow()
                .deliver(invocation, clock.instant().plus(options.timeout()).toEpochMilli());
        poll = Optional.empty();
    }

    private void answered() {
        state = CopyState.RESPONDED;
        stream = Optional.empty();
        answers++;
        if (firstAnswer.isEmpty()) {
            firstAnswer = Optional.of(Duration.between(started, clock.instant()));
        }
    }

    private void exited(int code) {
        die(FunctionError.found(
                FunctionError.EXIT, "RequestId: " + invocation.id() + " Error: Runtime exited with code " + code));
    }

    private void die(FunctionError error) {
        monitor.run(() -> {
            if (state == CopyState.DEAD) {
                return;
            }
            lastMemory = process.memory();
            state = CopyState.DEAD;
            cancelTimeout();
            process.kill();
            invocation.fail(error);
            stream.ifPresent(open -> open.fail(error));
            api.close();
        });
    }

    private void schedule(Duration delay, Predicate<CopyState> stillDue, String message) {
        monitor.run(() -> {
            cancelTimeout();
            timeout = Optional.of(loops.traffic()
                    .schedule(
                            () -> monitor.run(() -> {
                                if (stillDue.test(state)) {
                                    die(FunctionError.found(FunctionError.TIMED_OUT, message));
                                }
                            }),
                            delay.toMillis(),
                            TimeUnit.MILLISECONDS));
        });
    }

    private void cancelTimeout() {
        timeout.ifPresent(scheduled -> scheduled.cancel(false));
        timeout = Optional.empty();
    }

    // After a kill the connection may still hold what the process had sent.
    private void whileResponding(Runnable action) {
        monitor.run(() -> {
            if (state == CopyState.RESPONDING) {
                action.run();
            }
        });
    }
}
