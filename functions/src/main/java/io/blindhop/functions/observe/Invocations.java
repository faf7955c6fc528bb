package io.blindhop.functions.observe;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** The invocations of one process by Lambda, which come one at a time. Made when the process starts. */
public final class Invocations {
    /** Where the AWS SDK looks for what it sends along as {@code X-Amzn-Trace-Id}, if {@code AWS_LAMBDA_FUNCTION_NAME} is set. */
    static final String SDK_TRACE_HEADER = "com.amazonaws.xray.traceHeader";

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final AtomicBoolean first = new AtomicBoolean(true);

    /**
     * Does the whole work of an invocation, to the last byte of the answer. Lines that it causes bear its id and its trace,
     * and calls of the AWS SDK carry the trace on; values that have another form than AWS gives them are dropped.
     *
     * @param requestId {@code Lambda-Runtime-Aws-Request-Id}
     * @param traceHeader {@code Lambda-Runtime-Trace-Id}; empty if there is none
     */
    public <R, X extends Throwable> R call(
            String requestId, String traceHeader, ScopedValue.CallableOp<? extends R, X> work) throws X {
        Optional<TraceId> trace = TraceId.ofXRay(traceHeader);
        Invocation invocation = new Invocation(
                Optional.of(requestId).filter(id -> REQUEST_ID.matcher(id).matches()),
                trace,
                first.compareAndSet(true, false));
        if (trace.isPresent()) {
            System.setProperty(SDK_TRACE_HEADER, traceHeader);
        }
        try {
            return invocation.call(work);
        } finally {
            System.clearProperty(SDK_TRACE_HEADER);
        }
    }
}
