package io.blindhop.infra.lambda;

/** Which of several free copies gets the next invocation. */
public enum CopyChoice {
    /** The one used last, as Lambda tends to; others are started only when none is free. */
    MOST_RECENT,
    /** First all that there may be are started, then the one used longest ago: requests one after the other alternate. */
    ALTERNATE
}
