package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import java.util.Optional;

/** What a caller sends to log in, or to register a tenant; checked for form only. {@link AuthRequests} reads them. */
public sealed interface AuthRequest {
    /** Protocol 2.1; a caller who gives neither is nobody. */
    record TenantChallenge(Optional<String> username, Optional<String> signingPublicKey) implements AuthRequest {}

    /** Protocol 2.6. */
    record SystemChallenge(String username, String publicSignKey) implements AuthRequest {}

    /** Protocol 3.6. */
    record DeviceChallenge(String signingPublicKey) implements AuthRequest {}

    /**
     * Protocol 2.2, for tenants and for system administrators.
     *
     * @param signature of any length: what is no signature fails when it is verified
     */
    record Authenticate(String challenge, Bytes signature) implements AuthRequest {}

    /** Protocol 3.8. */
    record RegisterTenant(
            String adminSigningPublicKey,
            String adminEncryptionPublicKey,
            Optional<String> adminUsername,
            PublicInfosKey publicInfosKey)
            implements AuthRequest {}

    /** The key of {@code $publicinfos} as it was sent. */
    sealed interface PublicInfosKey {
        /** A hybrid container for the server's encryption key. */
        record Wrapped(Bytes container) implements PublicInfosKey {}

        /** 32 bytes in clear: the caller could not read the server's key. */
        record Raw(Bytes key) implements PublicInfosKey {}
    }
}
