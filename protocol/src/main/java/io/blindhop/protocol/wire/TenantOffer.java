package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import java.util.Optional;

/**
 * A tenant of one server, as another one can register it.
 *
 * @param server for whom the key is wrapped
 * @param wrappedPublicInfosKey the newest key of {@code $publicinfos}, as registration takes it (protocol 3.8)
 */
public record TenantOffer(
        TenantId tenant,
        String server,
        String adminSigningPublicKey,
        String adminEncryptionPublicKey,
        Optional<String> adminUsername,
        Bytes wrappedPublicInfosKey) {}
