package io.blindhop.protocol.wire;

/**
 * What a node says of itself to anybody (protocol 3.7).
 *
 * @param signingPublicKey Ed25519 SPKI PEM, the witness key
 * @param encryptionPublicKey RSA SPKI PEM
 * @param maxJsonRequestBodyLimit the next member for people, such as {@code 5mb}
 * @param maxJsonRequestBodyBytes the largest body of a request; clients cut their pushes to it
 */
public record ServerInfo(
        String name,
        String signingPublicKey,
        String encryptionPublicKey,
        String maxJsonRequestBodyLimit,
        long maxJsonRequestBodyBytes) {}
