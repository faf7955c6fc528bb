package io.blindhop.protocol.network;

/**
 * The other node answered with another status than 200, and not with one that says to come back later. A redirect counts
 * among these.
 */
public final class RemoteRefusedException extends RemoteException {
    private final int status;
    private final String reason;
    private final boolean atLogin;

    /** @param reason the other node's words: of any content, printable, and short */
    public RemoteRefusedException(String remote, String request, int status, String reason) {
        super(remote + " refused " + request + " with " + status + ": " + reason);
        this.status = status;
        this.reason = reason;
        this.atLogin = false;
    }

    private RemoteRefusedException(RemoteRefusedException refused) {
        super(refused.getMessage(), refused);
        this.status = refused.status;
        this.reason = refused.reason;
        this.atLogin = true;
    }

    /** The same of a login that had to come first. */
    public RemoteRefusedException atLogin() {
        return new RemoteRefusedException(this);
    }

    /** Whether it is not the request that was refused, but whoever made it. */
    public boolean isAtLogin() {
        return atLogin;
    }

    public int status() {
        return status;
    }

    public String reason() {
        return reason;
    }
}
