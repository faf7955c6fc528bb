package io.blindhop.functions.http;

import io.blindhop.protocol.Bytes;
import java.util.OptionalLong;

/**
 * The last guard before a platform that ends answers at a limit without a word: a body that becomes longer fails before it
 * gets there, so that its client sees an error. Whoever can know the length before the first byte refuses by
 * {@link AnswerRoom} instead. Outside of compression, because compressed bytes are what counts.
 */
public final class ResponseLimit implements HttpHandler {
    private final long limitBytes;
    private final HttpHandler next;

    public ResponseLimit(long limitBytes, HttpHandler next) {
        this.limitBytes = limitBytes;
        this.next = next;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        HttpResponse response = next.handle(request);
        return switch (response.body()) {
            case ResponseBody.Empty() -> response;
            case ResponseBody.Whole(Bytes bytes) -> bytes.length() > limitBytes ? refusal() : response;
            case ResponseBody.Streamed(OptionalLong length, ResponseBody.Writer writer) ->
                length.orElse(0) > limitBytes
                        ? refusal()
                        : response.withBody(new ResponseBody.Streamed(
                                length, out -> writer.write(new LimitedOutput(out, limitBytes))));
        };
    }

    private HttpResponse refusal() {
        return HttpResponse.error(413, "The answer is longer than " + limitBytes + " bytes, the most that is sent");
    }
}
