package io.blindhop.protocol.auth;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a valid challenge says about the login that it began.
 *
 * @param username as resolved when the challenge was issued
 * @param signingPublicKey the key that the caller named, exactly as sent
 * @param nonce to be spent, once, by a login whose signature has been verified
 */
public record Challenge(Optional<String> username, Optional<String> signingPublicKey, String nonce, Instant expiresAt) {
    public Challenge {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(signingPublicKey, "signingPublicKey");
        Objects.requireNonNull(nonce, "nonce");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
