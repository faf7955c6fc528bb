package io.blindhop.protocol.wire;

/** A list or a text of a request is larger than the protocol allows (protocol 3.2). Reading stopped at the limit. */
public final class LimitExceededException extends BadRequestException {
    private final String what;
    private final long limit;

    private LimitExceededException(String what, long limit, String message) {
        super(message);
        this.what = what;
        this.limit = limit;
    }

    /** More than {@code limit} elements; how many more is unknown, because reading stopped. */
    static LimitExceededException list(String name, int limit) {
        return new LimitExceededException(
                name,
                limit,
                name + " must contain at most " + limit + " elements (received at least " + (limit + 1L)
                        + "); send several requests");
    }

    static LimitExceededException text(String name, long size, int limit) {
        return new LimitExceededException(
                name, limit, name + " must be at most " + limit + " characters (received " + size + ")");
    }

    /** The member that was too large. */
    public String what() {
        return what;
    }

    public long limit() {
        return limit;
    }
}
