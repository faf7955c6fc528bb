package io.blindhop.protocol.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What another node answers, its body while it arrives. A body that was cut off, or is too late, is a
 * {@link RemoteException} of the read. To be closed: until then it occupies a connection.
 */
public final class Answer implements AutoCloseable {
    private final int status;
    private final Function<String, Optional<String>> headers;
    private final InputStream body;

    /** @param headers the first value of a header, its name in any case */
    public Answer(int status, Function<String, Optional<String>> headers, InputStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    /** How long the other node asks to be left alone; a date or anything else but seconds counts as nothing. */
    public Optional<Duration> retryAfter() {
        return header("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
