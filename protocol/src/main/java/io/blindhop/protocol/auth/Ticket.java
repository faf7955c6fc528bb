package io.blindhop.protocol.auth;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a valid ticket says about the connection that it opens.
 *
 * @param deviceKey PEM of the key of the token for which the ticket was given
 * @param origin of the program that asked for the ticket; the one that connects has the same, or none if this is empty
 * @param nonce to be spent, once, by the connection
 */
public record Ticket(Realm.OfTenant realm, String deviceKey, Optional<String> origin, String nonce, Instant expiresAt) {
    public Ticket {
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(deviceKey, "deviceKey");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(nonce, "nonce");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
