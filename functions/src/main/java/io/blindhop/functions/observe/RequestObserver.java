package io.blindhop.functions.observe;

/** Is told of every request when its answer has ended, on the thread of the request. Does not throw. */
@FunctionalInterface
public interface RequestObserver {
    void ended(RequestReport report);

    /** Tells both. */
    default RequestObserver and(RequestObserver other) {
        return report -> {
            ended(report);
            other.ended(report);
        };
    }
}
