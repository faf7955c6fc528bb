package io.blindhop.functions.http;

import java.io.IOException;

/** The client closed the connection (or was idle for too long) before the answer was complete. Not an incident. */
public final class PeerGoneException extends IOException {
    public PeerGoneException(String message) {
        super(message);
    }
}
