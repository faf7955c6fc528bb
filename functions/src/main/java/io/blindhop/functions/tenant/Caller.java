package io.blindhop.functions.tenant;

import io.blindhop.functions.http.HttpError;
import io.blindhop.protocol.crypto.WrappingKey;
import io.blindhop.protocol.wire.TrustedServer;
import java.util.Optional;
import java.util.Set;

/**
 * Who sent a request, as the directory says at this moment.
 *
 * @param deviceKey the signing key that answered the challenge
 * @param encryptionPublicKey RSA PEM of the same device
 * @param wipeOf empty for a device in good standing; for one that is to wipe itself the grant documents that say so, which
 *     are all that it may see
 * @param relays the databases that a trusted server relays, whatever policies say; empty for everybody else
 */
public record Caller(
        TenantScope scope,
        String deviceKey,
        Optional<String> encryptionPublicKey,
        Optional<Set<String>> wipeOf,
        Optional<TrustedServer.Scope> relays) {
    /** Somebody whom the directory knows. */
    Caller(TenantScope scope, String deviceKey, Optional<String> encryptionPublicKey, Optional<Set<String>> wipeOf) {
        this(scope, deviceKey, encryptionPublicKey, wipeOf, Optional.empty());
    }

    /**
     * The key for which payloads are encrypted.
     *
     * @throws HttpError 404 if the directory has none for this device
     */
    public WrappingKey reader() {
        return WrappingKey.fromPem(encryptionPublicKey.orElseThrow(
                () -> new HttpError(404, "No encryption key for this device in the directory")));
    }
}
