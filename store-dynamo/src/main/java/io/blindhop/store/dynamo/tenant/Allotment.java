package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.store.dynamo.log.LogLimits;
import java.time.Duration;

/**
 * Room for what one process may store of a tenant's quota without looking at the row of usage again: it counts as used there.
 *
 * @param quota under which it was taken; under another one it is void
 * @param since which figures of the row were settling when it was taken, see {@link UsageRow.Settling}
 * @param until milliseconds; before maintenance could take it for the remains of a process that died
 */
record Allotment(Quota quota, long entries, long bytes, long since, long until) {
    static final Allotment NONE = new Allotment(Quota.UNLIMITED, 0, 0, 0, 0);

    /** With the deadline of a put it ends well before its room is given back. */
    static final Duration LIFE = LogLimits.LITTER_GRACE.dividedBy(2);

    /** Entries that are taken in advance at most. */
    static final long MOST_ENTRIES = 64;

    static final long MOST_BYTES = 256 * 1024;

    /** No process takes more in advance than this part of what remains, so that whoever is near the limit is counted exactly. */
    private static final long PART = 1000;

    boolean isInForce(Quota now, long millis) {
        return millis < until && quota.equals(now);
    }

    /** Whether maintenance cannot have given its room back, so that it may be in force again. */
    boolean isCountedIn(UsageRow row, Quota now) {
        return row.settling().began() && since == row.settling().since() && quota.equals(now);
    }

    boolean holds(long moreEntries, long moreBytes) {
        return moreEntries <= entries && moreBytes <= bytes;
    }

    Allotment minus(long usedEntries, long usedBytes) {
        return new Allotment(quota, entries - usedEntries, bytes - usedBytes, since, until);
    }

    /** What may be taken in advance where so much remains after the put at hand. */
    static long inAdvance(Limit limit, long used, long most) {
        return limit instanceof Limit.AtMost(long value) ? Math.clamp((value - used) / PART, 0, most) : most;
    }
}
