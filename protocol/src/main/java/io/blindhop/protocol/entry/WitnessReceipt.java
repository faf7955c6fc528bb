package io.blindhop.protocol.entry;

import io.blindhop.protocol.Bytes;

/**
 * A server's signed statement that it accepted an entry (protocol 1.9).
 *
 * @param receivedAt milliseconds; never decreases along the receipt order of a store
 * @param receivedByPublicKey Ed25519 SPKI PEM of the witness
 * @param signature Ed25519, 64 bytes, over the witness signing bytes
 */
public record WitnessReceipt(long receivedAt, String receivedByPublicKey, Bytes signature) {}
