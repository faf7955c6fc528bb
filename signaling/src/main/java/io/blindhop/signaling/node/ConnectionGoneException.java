package io.blindhop.signaling.node;

/** There is nobody at the other end: 410 of the management API. */
public final class ConnectionGoneException extends Exception {
    public ConnectionGoneException() {
        super("the connection is gone", null, false, false);
    }
}
