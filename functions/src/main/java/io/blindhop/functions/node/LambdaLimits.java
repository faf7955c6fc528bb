package io.blindhop.functions.node;

/**
 * What a Lambda function URL lets through.
 *
 * <p>A request arrives inside an event (payload format 2.0) of at most {@link #EVENT_BYTES}: its body base64-encoded if it is
 * binary, as a JSON string if it is JSON, and around it the request line and the headers. An answer is streamed as it is.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
public final class LambdaLimits {
    /** An event must be smaller than 6 MiB; the 100 bytes more that are often named are for buffered answers. */
    public static final int EVENT_BYTES = 6 * 1024 * 1024 - 1;

    /**
     * Kept free for all but the body. CloudFront lets through 32 KiB of request line and headers, and no part of them is in an
     * event more than twice ({@code rawPath} and {@code requestContext.http.path}); 4 KiB are for what AWS adds.
     */
    public static final int ENVELOPE_BYTES = 2 * 32 * 1024 + 4 * 1024;

    /** A streamed answer ends at 200 MB. They are read as millions; the rest, if any, is for status and headers. */
    public static final long RESPONSE_BYTES = 200_000_000;

    private LambdaLimits() {}

    /**
     * The largest body that fits into an event in base64, which adds a third: the number to advertise as
     * {@code maxJsonRequestBodyBytes}.
     *
     * <p>It fits for JSON too wherever the escapes of a JSON string add less than a third. Those of a push are the quotes and
     * the line ends of keys: a tenth for the smallest of entries, and less for others. JSON that is nearly all quotes and
     * still of this size does not reach us: AWS answers 413, on which clients halve the batch and go on.
     *
     * @param eventBytes the largest event
     * @param envelopeBytes how much of it is not the body
     * @throws IllegalArgumentException if nothing is left for a body
     */
    public static int bodyBytes(int eventBytes, int envelopeBytes) {
        if (envelopeBytes < 0 || eventBytes - envelopeBytes < 4) {
            throw new IllegalArgumentException("An event of " + eventBytes + " bytes has no room for a body beside "
                    + envelopeBytes + " bytes of envelope");
        }
        return (eventBytes - envelopeBytes) / 4 * 3;
    }

    /** Of a function URL, whatever is in front of it. */
    public static int bodyBytes() {
        return bodyBytes(EVENT_BYTES, ENVELOPE_BYTES);
    }
}
