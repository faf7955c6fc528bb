package io.blindhop.protocol.client;

import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.store.TimeLeft;

/**
 * On whose behalf another server is called.
 *
 * @param timeLeft of whoever waits; nothing goes on for longer
 * @param via the nodes that the request has come through, this one included; {@link Via#NONE} for one that begins here
 */
public record CallContext(TimeLeft timeLeft, Via via) {
    /** For work that begins here and has all the time it needs. */
    public static final CallContext UNLIMITED = new CallContext(TimeLeft.UNLIMITED, Via.NONE);
}
