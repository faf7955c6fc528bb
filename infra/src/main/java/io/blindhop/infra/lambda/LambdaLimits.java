package io.blindhop.infra.lambda;

/**
 * The quotas of the service that a function can meet.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
public final class LambdaLimits {
    /** The largest event: "Request must be smaller than 6291456 bytes" is what the service says to a larger one. */
    public static final int EVENT_BYTES = 6 * 1024 * 1024 - 1;

    /** The largest buffered answer: 6 MiB and 100 bytes, as the emulator of AWS has it. */
    public static final int PAYLOAD_BYTES = 6 * 1024 * 1024 + 100;

    /** The largest streamed answer, its prelude included. */
    public static final long STREAM_BYTES = 200L * 1024 * 1024;

    /** The largest package after unpacking. */
    public static final long UNPACKED_BYTES = 250L * 1024 * 1024;

    private LambdaLimits() {}
}
