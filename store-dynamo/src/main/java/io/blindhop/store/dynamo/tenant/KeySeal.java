package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.Bytes;

/** Keeps tenant keys unreadable at rest. What is sealed for one tenant does not open for another. */
public interface KeySeal {
    Bytes seal(String incarnation, Bytes key);

    /** @throws io.blindhop.protocol.store.CorruptStoreException if it was not sealed for this incarnation */
    Bytes open(String incarnation, Bytes sealed);
}
