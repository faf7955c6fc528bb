package io.blindhop.infra.client;

import java.io.IOException;

/** No answer came: nothing listens there, it does not speak HTTP, or it took too long. */
public final class ServerUnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    ServerUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
