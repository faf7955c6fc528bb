package io.blindhop.protocol.store;

/** A place between two entries of a store: everything up to and including {@code (receiptOrder, id)} has been seen. */
public record Cursor(long receiptOrder, String id) {}
