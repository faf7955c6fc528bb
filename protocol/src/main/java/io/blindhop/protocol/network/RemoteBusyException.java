package io.blindhop.protocol.network;

import java.time.Duration;
import java.util.Optional;

/** The other node, or what stands before it, cannot answer now: 429, 502, 503, 504. Nothing was carried out. */
public final class RemoteBusyException extends RemoteException {
    private final Optional<Duration> retryAfter;

    public RemoteBusyException(String message, Optional<Duration> retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** How long it asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
