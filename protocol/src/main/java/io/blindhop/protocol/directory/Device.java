package io.blindhop.protocol.directory;

import java.util.Objects;
import java.util.Optional;

/**
 * One key pair of a person.
 *
 * @param signingPublicKey PEM, as the directory has it
 * @param encryptionPublicKey PEM; empty if the directory has none that belongs to the signing key
 * @param joinResponseWrapped what the device needs to join the tenant, for device discovery
 */
public record Device(
        String signingPublicKey, Optional<String> encryptionPublicKey, Optional<String> joinResponseWrapped) {
    public Device {
        Objects.requireNonNull(signingPublicKey, "signingPublicKey");
        Objects.requireNonNull(encryptionPublicKey, "encryptionPublicKey");
        Objects.requireNonNull(joinResponseWrapped, "joinResponseWrapped");
    }
}
