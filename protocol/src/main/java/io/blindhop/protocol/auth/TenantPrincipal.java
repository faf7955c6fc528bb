package io.blindhop.protocol.auth;

import io.blindhop.protocol.TenantId;
import java.util.Optional;

/**
 * The holder of a valid token of a tenant. Whether the device key is still active and the user not revoked is for the
 * directory to say, on every request (protocol 2.4).
 */
public final class TenantPrincipal extends Principal {
    private final TenantId tenant;
    private final Optional<String> deviceSigningKey;
    private final boolean wipe;

    TenantPrincipal(String name, TenantId tenant, Optional<String> deviceSigningKey, boolean wipe) {
        super(name);
        this.tenant = tenant;
        this.deviceSigningKey = deviceSigningKey;
        this.wipe = wipe;
    }

    public TenantId tenant() {
        return tenant;
    }

    /** PEM of the key that answered the challenge. */
    public Optional<String> deviceSigningKey() {
        return deviceSigningKey;
    }

    /** Whether the device is to be wiped and may see nothing but that (protocol 4.10). */
    public boolean wipe() {
        return wipe;
    }
}
