package io.blindhop.infra.client;

import java.io.IOException;

/** The server answered, but not with what was asked for. The message is what it said. */
public final class RequestRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RequestRefusedException(String message) {
        super(message);
    }
}
