package io.blindhop.protocol.policy;

/** A server whose receipts the tenant's members believe (protocol 4.5). */
public record TrustedWitness(String docId, String publicKey) implements PolicyDocument {}
