package io.blindhop.protocol.entry;

/**
 * Key wraps of a sealed document (protocol 1.8.4).
 *
 * @param json the ECMAScript {@code JSON.stringify} rendering of the member: it is signed as text
 * @param hasWraps whether {@code wraps} is non-empty; only then is the member part of the signed bytes
 */
public record Recipients(String json, boolean hasWraps) {}
