package io.blindhop.functions.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/**
 * How long the answer to one request may be on its way, and whether it is compressed there.
 *
 * <p>What does not fit is refused with 413. Clients try that status once, show its text and, where they can, ask for half
 * (protocol 2.5); 5xx, 400 and 404 they would try three times at the full price of each, 403 they take for a revocation, and
 * 429 for a pause.
 *
 * @param limitBytes empty if nothing needs to be counted
 * @param gzip whether JSON is compressed for whoever asks
 */
public record AnswerRoom(OptionalLong limitBytes, boolean gzip) {
    public static AnswerRoom of(HttpRequest request, OptionalLong limitBytes) {
        return new AnswerRoom(
                limitBytes, AcceptEncoding.takesGzip(request.headers().joined("Accept-Encoding")));
    }

    /** For an answer that is never compressed. */
    public AnswerRoom plain() {
        return new AnswerRoom(limitBytes, false);
    }

    /** Whether an answer of this many bytes would be too long. */
    public boolean isExceededBy(long bytes) {
        return limitBytes.isPresent() && bytes > limitBytes.getAsLong();
    }

    /**
     * Refuses an answer that is certain to be longer than the limit.
     *
     * @param leastBytes what is known of its length: no answer to this request is shorter
     * @throws HttpError 413
     */
    public void require(long leastBytes) {
        if (isExceededBy(leastBytes)) {
            throw tooLong("The answer has at least " + leastBytes + " bytes");
        }
    }

    /**
     * Refuses a JSON answer that is longer than the limit, by writing it to nowhere first: as far as the limit, and at the
     * price of writing it.
     *
     * @param writer is called once more for the answer itself
     * @throws HttpError 413
     */
    public void requireJson(ResponseBody.Writer writer) {
        if (limitBytes.isEmpty()) {
            return;
        }
        LimitedOutput counted = new LimitedOutput(OutputStream.nullOutputStream(), limitBytes.getAsLong());
        try {
            (gzip ? Compression.gzip(writer, OptionalLong.empty()) : writer).write(counted);
        } catch (ResponseTooLongException tooLong) {
            throw tooLong("The answer is too long");
        } catch (IOException e) {
            throw new UncheckedIOException("what counts does not fail", e);
        }
    }

    /** How long JSON is on its way. */
    public long lengthOfJson(ResponseBody.Writer writer) {
        CountingOutput counted = new CountingOutput(OutputStream.nullOutputStream());
        try {
            (gzip ? Compression.gzip(writer, OptionalLong.empty()) : writer).write(counted);
        } catch (IOException e) {
            throw new UncheckedIOException("what counts does not fail", e);
        }
        return counted.count();
    }

    private HttpError tooLong(String what) {
        return new HttpError(
                413,
                what + ", and this server sends at most " + limitBytes.orElseThrow()
                        + " bytes at a time: ask for fewer entries, or page by page with scanEntriesSince");
    }
}
