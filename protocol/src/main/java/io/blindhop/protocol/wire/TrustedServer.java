package io.blindhop.protocol.wire;

/**
 * A server that may log in to every tenant of this node to relay entries, and is never revoked (protocol 4.3).
 *
 * @param signingPublicKey Ed25519 PEM
 * @param encryptionPublicKey RSA PEM: entries are wrapped for it
 */
public record TrustedServer(String name, String signingPublicKey, String encryptionPublicKey) {}
