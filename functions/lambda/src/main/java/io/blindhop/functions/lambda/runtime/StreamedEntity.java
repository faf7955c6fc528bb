package io.blindhop.functions.lambda.runtime;

import io.blindhop.functions.http.ResponseBody;
import io.blindhop.protocol.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * A streamed answer: prelude, eight zero bytes, body, and, if the body failed, trailers that say so. Without them the part
 * that was sent would pass for the whole.
 */
final class StreamedEntity extends AbstractHttpEntity {
    static final ContentType TYPE = ContentType.create("application/vnd.awslambda.http-integration-response");
    static final String TRAILERS = "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body";

    private static final Bytes SEPARATOR = Bytes.wrap(new byte[8]);
    private static final Failure CUT = new Failure("Blindhop.AnswerCut", "The answer could not be finished");

    private final Bytes prelude;
    private final ResponseBody.Writer body;
    private Optional<Exception> failure = Optional.empty();

    StreamedEntity(Bytes prelude, ResponseBody.Writer body) {
        super(TYPE, null, true);
        this.prelude = prelude;
        this.body = body;
    }

    /** Why the body is not whole, once it has been written. */
    Optional<Exception> failure() {
        return failure;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        prelude.writeTo(out);
        SEPARATOR.writeTo(out);
        try {
            body.write(out);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            failure = Optional.of(e instanceof Exception exception ? exception : new IOException(e));
        }
    }

    @Override
    public Supplier<List<? extends Header>> getTrailers() {
        return () -> failure.isEmpty()
                ? List.of()
                : List.of(
                        new BasicHeader("Lambda-Runtime-Function-Error-Type", CUT.type()),
                        new BasicHeader(
                                "Lambda-Runtime-Function-Error-Body",
                                CUT.toJson().toBase64()));
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public long getContentLength() {
        return -1;
    }

    @Override
    public java.io.InputStream getContent() {
        throw new UnsupportedOperationException("the body is written, not read");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
