package io.blindhop.protocol.client;

import io.blindhop.protocol.wire.Capabilities;

/** How payloads are wrapped for their reader (protocol 3.3.3), the best last. */
enum PayloadFormat {
    /** Mode A: an RSA operation for each entry. */
    HYBRID,
    /** Mode B: one session key, in JSON. */
    SESSION,
    /** Mode C: one session key, in frames. */
    FRAMES;

    /** The best that the server can, by the rule of protocol 3.3.1. */
    static PayloadFormat best(Capabilities can) {
        if (!can.sessionKeyWrap()) {
            return HYBRID;
        }
        return can.binaryEntries() ? FRAMES : SESSION;
    }
}
