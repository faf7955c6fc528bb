package io.blindhop.signaling.message;

/**
 * One connection as others see it.
 *
 * @param id random, 22 characters of base64url
 * @param device the 32 bytes of its Ed25519 key, 43 characters of base64url
 * @param session made by the client, 22 characters of base64url
 */
public record Peer(String id, String device, String session) {}
