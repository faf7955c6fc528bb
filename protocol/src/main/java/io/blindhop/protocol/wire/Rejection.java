package io.blindhop.protocol.wire;

/** An entry of a push that was not stored. The reason is for people; clients do not read it. */
public record Rejection(String id, String reason) {}
