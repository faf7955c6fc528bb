package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.ContentHash;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Counts attempts by address and minute, over all processes.
 *
 * <p>Addresses share {@value #GROUPS} counters for each tenant, chosen by a hash that only who knows the incarnation can
 * foretell, and every counter is one row for all minutes: whoever fails to log in as often as he likes fills no more than
 * that. A refused attempt writes nothing.
 *
 * <p>An attempt that cannot be counted is refused. When the table does not answer nothing is lost by that, for the login
 * could not spend its challenge either; when others keep changing the counter, they are attempts from the same addresses,
 * and letting one pass uncounted would let everybody pass who comes in a crowd.
 */
public final class AttemptCounter {
    /** Counters for each tenant, and for registrations. */
    public static final int GROUPS = 4096;

    private static final int ROUNDS = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration CROWDED = Duration.ofSeconds(1);
    private static final String COUNT = "c";
    /** The count of a window lies below the number of the window, so that one number only ever grows. */
    private static final int COUNT_BITS = 24;

    private final LogContext context;

    public AttemptCounter(LogContext context) {
        this.context = context;
    }

    /**
     * Counts an attempt to log in.
     *
     * @param perMinute at most 16,777,215
     * @return how long to wait, if there were so many in this minute already
     */
    public Optional<Duration> login(Tenant tenant, String address, int perMinute) {
        String group = group(tenant.incarnation(), address);
        return count(
                new Key(TenantRow.partition(tenant.id()), "login#" + tenant.incarnation() + "#" + group), perMinute);
    }

    /** Counts an attempt to register a tenant, likewise. */
    public Optional<Duration> registration(String address, int perMinute) {
        return count(new Key("REGISTRATIONS", group("", address)), perMinute);
    }

    private static String group(String salt, String address) {
        String hash = ContentHash.of(Bytes.utf8(salt + "\n" + address));
        return Integer.toString(Integer.parseInt(hash, 0, 7, 16) % GROUPS);
    }

    private Optional<Duration> count(Key key, int perMinute) {
        for (int round = 0; round < ROUNDS; round++) {
            long now = context.clock().millis();
            long counted = context.table()
                    .get(key, Consistency.STRONG)
                    .map(row -> row.requireWhole(COUNT))
                    .orElse(0L);
            // The window of the process whose clock is ahead counts for all.
            long window = Math.max(now / WINDOW.toMillis(), counted >> COUNT_BITS);
            long next = Math.max(counted, window << COUNT_BITS) + 1;
            if (next - (window << COUNT_BITS) > perMinute) {
                return Optional.of(Duration.ofMillis((window + 1) * WINDOW.toMillis() - now));
            }
            if (written(key, next, window)) {
                return Optional.empty();
            }
            context.raceLost(round);
        }
        return Optional.of(CROWDED);
    }

    private boolean written(Key key, long count, long window) {
        try {
            context.table()
                    .update(
                            key,
                            Map.of(
                                    COUNT,
                                    new Value.Whole(count),
                                    Table.TTL,
                                    new Value.Whole((window + 2) * WINDOW.toSeconds())),
                            // The number only grows: less than the new one means exactly the one that was read.
                            new Condition.AbsentOrLess(COUNT, count));
            return true;
        } catch (ConditionFailedException overtaken) {
            return false;
        }
    }
}
