package io.blindhop.protocol.wire;

/**
 * What a server says that it can do, and by which protocol.
 *
 * @param version the number in {@code sync-v5}
 */
public record Offer(int version, Capabilities can) {
    /** Whether the server can be read by cursor (protocol 3.3.1). */
    public boolean hasCursorScan() {
        return can.cursorScan() && version >= 4;
    }
}
