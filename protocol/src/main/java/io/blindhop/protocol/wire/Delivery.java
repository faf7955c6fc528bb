package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * What a device needs to join a tenant in which it is granted something (protocol 3.6).
 *
 * @param wrappedPublicInfosKeys the keys of {@code $publicinfos}, each as raw RSA-OAEP for the device; newest first, at
 *     least one
 * @param wrappedJoinResponse as the grant has it
 */
public record Delivery(
        TenantId tenant,
        String adminSigningPublicKey,
        String adminEncryptionPublicKey,
        List<Bytes> wrappedPublicInfosKeys,
        Optional<String> wrappedJoinResponse,
        Optional<String> usernameHash) {
    public Delivery {
        wrappedPublicInfosKeys = List.copyOf(wrappedPublicInfosKeys);
    }
}
