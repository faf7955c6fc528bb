package io.blindhop.functions.limit;

import io.blindhop.protocol.quota.Quota;

/**
 * What an operator allows everybody.
 *
 * @param quota of every tenant for which no other one is set
 */
public record LimitOptions(RateLimits rates, Quota quota) {
    public static final LimitOptions DEFAULT = new LimitOptions(RateLimits.DEFAULT, Quota.UNLIMITED);
    /** No limit at all. */
    public static final LimitOptions OFF = new LimitOptions(RateLimits.OFF, Quota.UNLIMITED);
}
