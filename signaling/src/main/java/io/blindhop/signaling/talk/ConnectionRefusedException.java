package io.blindhop.signaling.talk;

/** A handshake that is refused; the text says why, and no ticket is in it. */
public final class ConnectionRefusedException extends Exception {
    private final int status;

    ConnectionRefusedException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** 401 or 403. */
    public int status() {
        return status;
    }
}
