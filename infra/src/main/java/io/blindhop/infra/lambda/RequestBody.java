package io.blindhop.infra.lambda;

import io.blindhop.protocol.Bytes;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the body of a request to the Runtime API goes while it arrives. */
interface RequestBody {
    void chunk(Bytes bytes);

    void end(HttpHeaders trailers);

    /** The connection ended first. */
    void cut();

    /** Reads over a body; the answer waits for its end, because many clients read it only then. */
    static RequestBody ignored(Runnable end) {
        return new RequestBody() {
            @Override
            public void chunk(Bytes bytes) {}

            @Override
            public void end(HttpHeaders trailers) {
                end.run();
            }

            @Override
            public void cut() {}
        };
    }

    /**
     * Keeps a body in memory, up to the limit of a payload.
     *
     * @param done told the whole body, or nothing if it was too large
     */
    static RequestBody collected(Consumer<Optional<Bytes>> done, Runnable cut) {
        return new RequestBody() {
            private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
            private boolean tooLarge;

            @Override
            public void chunk(Bytes bytes) {
                tooLarge |= (long) kept.size() + bytes.length() > LambdaLimits.PAYLOAD_BYTES;
                if (!tooLarge) {
                    kept.writeBytes(bytes.toArray());
                }
            }

            @Override
            public void end(HttpHeaders trailers) {
                done.accept(tooLarge ? Optional.empty() : Optional.of(Bytes.wrap(kept.toByteArray())));
            }

            @Override
            public void cut() {
                cut.run();
            }
        };
    }
}
