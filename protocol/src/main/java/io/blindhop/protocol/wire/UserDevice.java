package io.blindhop.protocol.wire;

import java.util.Optional;

/**
 * What one grant document of a tenant's directory says about one device, as far as an operator may know it.
 *
 * @param fingerprint of the signing key: the first 32 hexadecimal digits of the SHA-256 of its PEM without white space
 * @param usernameHash of the person for whom the document lists the device, or last did
 * @param active whether the device is in force; if not, it is revoked
 * @param wipe whether the device is to wipe itself
 */
public record UserDevice(
        String fingerprint, String docId, Optional<String> usernameHash, boolean active, boolean wipe) {}
