package io.blindhop.functions.hop;

/** What a hop keeps, and what it does while its upstream is away (design, part 6). */
public enum HopMode {
    /** Keeps the directory. Answers 503 while the upstream is away. */
    PASSTHROUGH,
    /** Keeps what it has seen, and answers that while the upstream is away; writes wait. */
    CACHE,
    /** The one store that several upstreams make together: keeps what they have as metadata, in an order of its own. */
    MERGE,
    /** Keeps everything, takes writes always, and exchanges entries with the upstream when it can. */
    STORE_AND_FORWARD
}
