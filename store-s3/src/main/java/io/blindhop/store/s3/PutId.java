package io.blindhop.store.s3;

import java.time.Clock;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The name of one put: a UUID of version 7 (RFC 9562) as 32 lowercase hex digits, so that it sorts by time.
 *
 * <p>Everything that a put writes carries it, and no two puts ever write the same name: collecting the litter of one
 * cannot hit another.
 */
public record PutId(String hex) implements Comparable<PutId> {
    private static final int LENGTH = 32;

    public PutId {
        if (hex.length() != LENGTH || !hex.chars().allMatch(PutId::isHex)) {
            throw new IllegalArgumentException("a put id has 32 lowercase hex digits: " + hex);
        }
    }

    private static boolean isHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    public static PutId create(Clock clock, RandomGenerator random) {
        long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        HexFormat format = HexFormat.of();
        return new PutId(format.toHexDigits(high) + format.toHexDigits(low));
    }

    /** Less than every put id that is created at or after {@code millis}. */
    public static String floor(long millis) {
        return HexFormat.of().toHexDigits(millis << 16);
    }

    /** When the put began, by the clock of its writer. */
    public long millis() {
        return Long.parseLong(hex, 0, 12, 16);
    }

    @Override
    public int compareTo(PutId other) {
        return hex.compareTo(other.hex);
    }
}
