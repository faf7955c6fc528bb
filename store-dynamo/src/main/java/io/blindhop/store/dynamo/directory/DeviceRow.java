package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.directory.Device;
import java.util.Optional;

/**
 * What one grant document says about one device key.
 *
 * @param docId the grant document
 * @param usernameHash of the person; empty if the document names none
 * @param active whether the key is in force
 * @param wipe whether the device is to wipe itself
 */
public record DeviceRow(String docId, Optional<String> usernameHash, Device device, boolean active, boolean wipe) {
    public String signingPublicKey() {
        return device.signingPublicKey();
    }
}
