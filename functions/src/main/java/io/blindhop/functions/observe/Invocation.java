package io.blindhop.functions.observe;

import java.util.Optional;

/**
 * What the platform said about the request that a thread answers.
 *
 * @param coldStart whether it is the first of this process
 */
public record Invocation(Optional<String> requestId, Optional<TraceId> trace, boolean coldStart) {
    /** Of a server that no platform calls. */
    private static final Invocation NONE = new Invocation(Optional.empty(), Optional.empty(), false);

    private static final ScopedValue<Invocation> CURRENT = ScopedValue.newInstance();

    public static Invocation current() {
        return CURRENT.orElse(NONE);
    }

    <R, X extends Throwable> R call(ScopedValue.CallableOp<? extends R, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }
}
