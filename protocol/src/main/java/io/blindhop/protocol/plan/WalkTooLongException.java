package io.blindhop.protocol.plan;

/** A walk along dependencies met more entries than {@link DependencyWalk#MAX_ENTRIES}. */
public final class WalkTooLongException extends RuntimeException {
    public WalkTooLongException(String message) {
        super(message);
    }
}
