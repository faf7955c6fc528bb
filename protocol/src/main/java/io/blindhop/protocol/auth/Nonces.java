package io.blindhop.protocol.auth;

import java.time.Instant;

/**
 * Remembers which challenges have been spent, over all functions of a node.
 *
 * <p>Of any number of concurrent calls with the same nonce exactly one returns true, and what it recorded is durable
 * before it returns. Only logins whose signature is right come here, so that nobody else can make it grow.
 */
@FunctionalInterface
public interface Nonces {
    /**
     * Spends a nonce.
     *
     * @param expires when the nonce may be forgotten, because its challenge is no longer valid
     * @return whether it had not been spent before
     */
    boolean spend(String nonce, Instant expires);
}
