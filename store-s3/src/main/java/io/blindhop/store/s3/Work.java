package io.blindhop.store.s3;

import java.util.Optional;

/**
 * What a thread works for: one request, one run of maintenance. Whoever counts calls to the services finds out here for
 * whom they were made; {@link Parallel} takes it along to its threads, other pools do not.
 */
public abstract class Work {
    private static final ScopedValue<Work> CURRENT = ScopedValue.newInstance();

    /** Another writer was first, and something has to be written again. From any thread. */
    public abstract void raceLost();

    /** What the calling thread works for, if it is of that type. */
    public static <W extends Work> Optional<W> current(Class<W> type) {
        return current().filter(type::isInstance).map(type::cast);
    }

    public static Optional<Work> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Runs a part of this work on the calling thread; may be called again for another part. */
    public final <R, X extends Throwable> R call(ScopedValue.CallableOp<? extends R, X> part) throws X {
        return ScopedValue.where(CURRENT, this).call(part);
    }
}
