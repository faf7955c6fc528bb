package io.blindhop.functions.limit;

/**
 * Requests per minute; 0 switches a limit off. Tokens come back evenly over the minute, so that after a pause a whole minute's
 * worth may come at once.
 *
 * @param address all requests from one address
 * @param authentication each step of a tenant's login, see {@link RateLimiting}; the second step is also counted for all
 *     processes together
 * @param registration registrations of tenants from one address, for all processes together
 * @param system requests to {@code /system/*} from one address
 * @param sync requests to a tenant's stores with one token from one address
 * @param device requests to {@code /device/*} from one address
 */
public record RateLimits(int address, int authentication, int registration, int system, int sync, int device) {
    public static final RateLimits DEFAULT = new RateLimits(3620, 120, 60, 300, 3000, 60);
    public static final RateLimits OFF = new RateLimits(0, 0, 0, 0, 0, 0);
}
