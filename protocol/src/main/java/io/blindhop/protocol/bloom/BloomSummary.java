package io.blindhop.protocol.bloom;

import io.blindhop.protocol.Bytes;

/**
 * A {@code bloom-v1} filter as it travels (protocol 5.6).
 *
 * @param totalIds how many ids were added
 * @param bitset {@code ceil(bitCount / 8)} bytes, least significant bit first
 */
public record BloomSummary(long totalIds, long bitCount, int hashCount, Bytes bitset) {
    public static final String VERSION = "bloom-v1";
    public static final String SALT = "mindoodb-bloom-v1";
}
