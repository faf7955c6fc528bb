package io.blindhop.protocol.store;

/**
 * How far a store has come (protocol 5.1).
 *
 * @param epoch opaque, stable for as long as receipt orders are not re-assigned
 * @param maxReceiptOrder 0 for an empty store; no entry at or below it appears later
 */
public record StoreHead(String epoch, long maxReceiptOrder) {}
