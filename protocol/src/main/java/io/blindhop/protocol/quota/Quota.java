package io.blindhop.protocol.quota;

/**
 * What a tenant may store over all its databases.
 *
 * @param entries of both kinds of store
 * @param bytes of payload, as the clients sent it
 */
public record Quota(Limit entries, Limit bytes) {
    public static final Quota OF_SERVER = new Quota(new Limit.OfServer(), new Limit.OfServer());
    public static final Quota UNLIMITED = new Quota(new Limit.Unlimited(), new Limit.Unlimited());

    /** This quota with the other's limits where it leaves them to the server. */
    public Quota orElse(Quota other) {
        return new Quota(orElse(entries, other.entries), orElse(bytes, other.bytes));
    }

    private static Limit orElse(Limit limit, Limit other) {
        return limit instanceof Limit.OfServer ? other : limit;
    }
}
