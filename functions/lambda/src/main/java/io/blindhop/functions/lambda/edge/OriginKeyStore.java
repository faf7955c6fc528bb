package io.blindhop.functions.lambda.edge;

import java.util.Optional;

/** Where CloudFront finds the key that it signs with. */
public interface OriginKeyStore {
    /**
     * The key that is there; empty if there is none yet.
     *
     * @throws io.blindhop.protocol.store.StoreUnavailableException if it cannot be asked for now
     */
    Optional<String> read();

    /**
     * Replaces it. CloudFront's edges learn of it within seconds, some later than others.
     *
     * @throws io.blindhop.protocol.store.StoreUnavailableException if that is not possible now, or somebody else replaced it
     *     at the same time
     */
    void write(String key);
}
