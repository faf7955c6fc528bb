package io.blindhop.infra.lambda;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * What stands before the body of a streamed HTTP response: JSON, then eight zero bytes.
 *
 * @param first what of the body came with it
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/response-streaming-tutorial.html">Response streaming</a>
 */
record Prelude(UrlHead head, Bytes first) {
    static final String CONTENT_TYPE = "application/vnd.awslambda.http-integration-response";

    private static final int SEPARATOR_BYTES = 8;
    private static final int MAX_BYTES = 64 * 1024;

    /**
     * Takes chunks until the body begins.
     *
     * @throws MalformedJsonException if it is not a prelude, ends before its separator, or is longer than 64 KiB
     * @throws FunctionFailedException if the function failed before the body
     */
    static Prelude take(ReplyStream stream) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int end = -1;
        while (end < 0) {
            Optional<Bytes> chunk = stream.take();
            if (chunk.isEmpty() || read.size() > MAX_BYTES) {
                throw new MalformedJsonException("The prelude has no end after " + read.size() + " bytes");
            }
            chunk.get().writeTo(read);
            end = separator(read.toByteArray());
        }
        Bytes all = Bytes.wrap(read.toByteArray());
        UrlHead head = UrlHead.of(
                JsonMembers.of("prelude", JsonText.parse(all.slice(0, end).toUtf8())));
        int body = end + SEPARATOR_BYTES;
        return new Prelude(head, all.slice(body, all.length() - body));
    }

    private static int separator(byte[] bytes) {
        int zeros = 0;
        for (int i = 0; i < bytes.length; i++) {
            zeros = bytes[i] == 0 ? zeros + 1 : 0;
            if (zeros == SEPARATOR_BYTES) {
                return i + 1 - SEPARATOR_BYTES;
            }
        }
        return -1;
    }
}
