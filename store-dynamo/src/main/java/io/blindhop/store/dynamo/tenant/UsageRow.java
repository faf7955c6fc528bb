package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import java.util.Map;
import java.util.Optional;

/**
 * The one row of a tenant's life that says what it has stored and may store. In the tenant's own partition, so that it goes
 * when the tenant goes.
 *
 * @param version grows with every change of the figures; 0 if there is no row yet
 * @param changedAt when the figures were changed last, in milliseconds
 * @param derived the version at which the figures were last found to be those of the logs
 * @param listed whether {@link UsageJobs} has had the tenant since then
 * @param setAt when the tenant's own quota was set last, in milliseconds
 * @param settling what is lowered when it is old enough
 * @param watch of those who look whether anything is put
 */
record UsageRow(
        Key key,
        long version,
        long changedAt,
        long derived,
        long entries,
        long bytes,
        boolean listed,
        Settling settling,
        Quota own,
        long setAt,
        Watch watch) {
    /** How the sort keys begin; the incarnation follows. */
    static final String USAGE = "usage#";

    private static final String VERSION = "v";
    private static final String CHANGED_AT = "t";
    private static final String NOTED_AT = "n";
    private static final String DERIVED = "d";
    private static final String ENTRIES = "e";
    private static final String BYTES = "b";
    private static final String LISTED = "l";
    private static final String SETTLING_VERSION = "sv";
    private static final String SETTLING_SINCE = "st";
    private static final String SETTLING_ENTRIES = "se";
    private static final String SETTLING_BYTES = "sb";
    private static final String MOST_ENTRIES = "qe";
    private static final String MOST_BYTES = "qb";
    private static final String SET_AT = "qt";
    private static final String WATCHED_SINCE = "ws";
    private static final String WATCHED_UNTIL = "wu";
    private static final long UNLIMITED = -1;
    private static final long OF_SERVER = -2;

    /**
     * Every put that begins in between is noted.
     *
     * @param since milliseconds
     * @param until milliseconds
     * @param notedAt when one was noted last, in milliseconds
     */
    record Watch(long since, long until, long notedAt) {}

    /**
     * The part of the figures that was counted before a moment. When no put can be under way any more that was counted before
     * it, nor any room in force that was taken before it, all of this part is in the logs or was never stored; the rest of the
     * figures was counted since.
     *
     * @param since milliseconds; 0 if there was no such moment
     */
    record Settling(long since, long entries, long bytes) {
        static final Settling NONE = new Settling(0, 0, 0);

        boolean began() {
            return since > 0;
        }
    }

    /** One read unit. */
    static UsageRow read(Table table, Tenant tenant) {
        return read(table, tenant, Consistency.STRONG);
    }

    static UsageRow read(Table table, Tenant tenant, Consistency consistency) {
        Key key = key(tenant.id(), tenant.incarnation());
        return of(key, table.get(key, consistency));
    }

    Metering metering() {
        return new Metering(own, watch.notedAt(), watch.until());
    }

    static UsageRow of(Key key, Optional<Item> row) {
        Item item = row.orElse(new Item(key, Map.of()));
        return new UsageRow(
                key,
                item.whole(VERSION).orElse(0),
                item.whole(CHANGED_AT).orElse(0),
                item.whole(DERIVED).orElse(0),
                item.whole(ENTRIES).orElse(0),
                item.whole(BYTES).orElse(0),
                item.whole(LISTED).orElse(0) == 1,
                settling(item),
                new Quota(
                        limit(item.whole(MOST_ENTRIES).orElse(OF_SERVER)),
                        limit(item.whole(MOST_BYTES).orElse(OF_SERVER))),
                item.whole(SET_AT).orElse(0),
                new Watch(
                        item.whole(WATCHED_SINCE).orElse(0),
                        item.whole(WATCHED_UNTIL).orElse(0),
                        item.whole(NOTED_AT).orElse(0)));
    }

    private static Settling settling(Item item) {
        // A version of this software that knows nothing of it may have changed the figures.
        return item.whole(SETTLING_VERSION).orElse(0) == item.whole(VERSION).orElse(0)
                ? new Settling(
                        item.whole(SETTLING_SINCE).orElse(0),
                        item.whole(SETTLING_ENTRIES).orElse(0),
                        item.whole(SETTLING_BYTES).orElse(0))
                : Settling.NONE;
    }

    static Key key(String tenantId, String incarnation) {
        return new Key(TenantRow.partition(tenantId), USAGE + incarnation);
    }

    /** Whether puts of this life of the tenant were ever counted. */
    boolean isCounted() {
        return version > 0;
    }

    /** The figures with what a put of a tenant that is listed is about to store. */
    UsageRow plus(long moreEntries, long moreBytes, long now) {
        return with(now, derived, entries + moreEntries, bytes + moreBytes, true, settlingSince(now));
    }

    /** The figures with what was found to be stored, or without what was not, of a tenant that is listed. */
    UsageRow corrected(long moreEntries, long moreBytes, long now) {
        Settling before = settlingSince(now);
        long allEntries = Math.max(0, entries + moreEntries);
        long allBytes = Math.max(0, bytes + moreBytes);
        // What was counted since stays the same, which at worst is too much.
        Settling after = new Settling(
                before.since(), before.entries() + allEntries - entries, before.bytes() + allBytes - bytes);
        return with(now, derived, allEntries, allBytes, true, after);
    }

    /** The figures that maintenance found at a time. They are final if no put can be under way. */
    UsageRow counted(long allEntries, long allBytes, boolean isFinal, long now) {
        return with(
                changedAt,
                isFinal ? version + 1 : derived,
                allEntries,
                allBytes,
                !isFinal,
                new Settling(now, allEntries, allBytes));
    }

    private Settling settlingSince(long now) {
        return settling.began() ? settling : new Settling(now, entries, bytes);
    }

    private UsageRow with(
            long newChange, long newDerived, long allEntries, long allBytes, boolean isListed, Settling newSettling) {
        return new UsageRow(
                key,
                version + 1,
                newChange,
                newDerived,
                allEntries,
                allBytes,
                isListed,
                newSettling,
                own,
                setAt,
                watch);
    }

    /**
     * Replaces the figures of the version before, one write unit.
     *
     * @throws ConditionFailedException if they are not those of the version before any more
     */
    void write(Table table) throws ConditionFailedException {
        table.update(
                key,
                Map.of(
                        VERSION, new Value.Whole(version),
                        CHANGED_AT, new Value.Whole(changedAt),
                        DERIVED, new Value.Whole(derived),
                        ENTRIES, new Value.Whole(entries),
                        BYTES, new Value.Whole(bytes),
                        LISTED, new Value.Whole(listed ? 1 : 0),
                        SETTLING_VERSION, new Value.Whole(version),
                        SETTLING_SINCE, new Value.Whole(settling.since()),
                        SETTLING_ENTRIES, new Value.Whole(settling.entries()),
                        SETTLING_BYTES, new Value.Whole(settling.bytes())),
                // Versions only grow: less than the new one means exactly the one that was read.
                new Condition.AbsentOrLess(VERSION, version));
    }

    /** Sets what a tenant may store and leaves the figures. */
    static void writeQuota(Table table, Tenant tenant, Quota quota, long now) {
        set(
                table,
                tenant,
                Map.of(
                        MOST_ENTRIES, new Value.Whole(number(quota.entries())),
                        MOST_BYTES, new Value.Whole(number(quota.bytes())),
                        SET_AT, new Value.Whole(now)));
    }

    /** Notes that somebody puts something, without counting it; one write unit. */
    static void note(Table table, Tenant tenant, long now) {
        try {
            table.update(
                    key(tenant.id(), tenant.incarnation()),
                    Map.of(NOTED_AT, new Value.Whole(now)),
                    new Condition.AbsentOrLess(NOTED_AT, now));
        } catch (ConditionFailedException notedLater) {
            // By somebody else, which is as good.
        }
    }

    /** Has puts noted; one write unit. */
    static void watch(Table table, Tenant tenant, long since, long until) {
        set(table, tenant, Map.of(WATCHED_SINCE, new Value.Whole(since), WATCHED_UNTIL, new Value.Whole(until)));
    }

    private static void set(Table table, Tenant tenant, Map<String, Value> attributes) {
        try {
            table.update(key(tenant.id(), tenant.incarnation()), attributes, Condition.NONE);
        } catch (ConditionFailedException impossible) {
            throw new IllegalStateException("a write without condition failed its condition", impossible);
        }
    }

    private static Limit limit(long number) {
        return number >= 0
                ? new Limit.AtMost(number)
                : number == UNLIMITED ? new Limit.Unlimited() : new Limit.OfServer();
    }

    private static long number(Limit limit) {
        return switch (limit) {
            case Limit.AtMost(long value) -> value;
            case Limit.Unlimited() -> UNLIMITED;
            case Limit.OfServer() -> OF_SERVER;
        };
    }
}
