package io.blindhop.protocol.policy;

import java.util.Set;

/** From whom a key has been taken back: they get no more entries under it, and may push none (protocol 4.6). */
public record KeyDistribution(String docId, String keyId, Set<String> revokedFrom) implements PolicyDocument {
    public KeyDistribution {
        revokedFrom = Set.copyOf(revokedFrom);
    }
}
