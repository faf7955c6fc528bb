package io.blindhop.protocol.entry;

import io.blindhop.protocol.Bytes;

/**
 * Where a copied entry came from (protocol 1.8.3).
 *
 * @param json the member as it arrived, without insignificant white space, so that it is handed on unchanged
 * @param signingBlock the bytes that this block adds to the author's signed bytes, derived from {@code json} when it was
 *     parsed
 */
public record Provenance(String json, Bytes signingBlock) {}
