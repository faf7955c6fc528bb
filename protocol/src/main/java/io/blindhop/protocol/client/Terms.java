package io.blindhop.protocol.client;

import io.blindhop.protocol.wire.Capabilities;
import io.blindhop.protocol.wire.Offer;
import io.blindhop.protocol.wire.PushFormat;

/**
 * What was negotiated with a server.
 *
 * @param maxBodyBytes of one request
 */
record Terms(Offer offer, long maxBodyBytes) {
    /** Of a server that does not say. */
    static final long CAUTIOUS_BODY_BYTES = 1_000_000;

    Capabilities can() {
        return offer.can();
    }

    PushFormat push() {
        return can().binaryEntries() ? PushFormat.FRAMES : PushFormat.JSON;
    }

    PayloadFormat payloads() {
        return PayloadFormat.best(can());
    }
}
