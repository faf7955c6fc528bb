package io.blindhop.functions.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.blindhop.functions.lambda.runtime.InvocationDeadline;
import io.blindhop.functions.observe.Invocations;
import io.blindhop.functions.observe.RunLog;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** What every run of a Quarkus function has around it: its deadline, its trace, and a line that says what it did. */
public class FunctionRuns {
    /** Where the Quarkus extension, as the managed runtime, leaves the trace of an invocation. */
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    private final InvocationDeadline deadline;
    private final Invocations invocations = new Invocations();
    private final RunLog log;
    private final InstantSource clock;

    public FunctionRuns(InvocationDeadline deadline, RunLog log, InstantSource clock) {
        this.deadline = deadline;
        this.log = log;
        this.clock = clock;
    }

    /** Whoever works has no longer than the invocation lasts. */
    public <R, X extends Exception> R run(
            String name, Context context, Function<R, Map<String, Long>> figures, ScopedValue.CallableOp<R, X> work)
            throws X {
        deadline.begin(clock.instant().plusMillis(context.getRemainingTimeInMillis()));
        AtomicReference<R> result = new AtomicReference<>();
        String trace = Optional.ofNullable(System.getProperty(TRACE)).orElse("");
        invocations.call(context.getAwsRequestId(), trace, () -> {
            log.observe(name, () -> {
                R done = work.call();
                result.set(done);
                return figures.apply(done);
            });
            return null;
        });
        return result.get();
    }
}
