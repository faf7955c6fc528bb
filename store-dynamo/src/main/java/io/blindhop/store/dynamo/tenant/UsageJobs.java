package io.blindhop.store.dynamo.tenant;

import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import java.util.List;

/**
 * Tenants that have stored something since their logs were counted: maintenance looks here and nowhere else.
 *
 * <p>A tenant is listed before the first of such puts is counted, and stays listed until maintenance has found its figures to
 * be those of the logs.
 */
public final class UsageJobs {
    /** Sort keys begin with the incarnation. */
    public static final String PARTITION = "UL";

    private static final String TENANT = "i";
    private static final String VERSION = "v";
    private static final String TIME = "t";

    private final Table table;

    UsageJobs(Table table) {
        this.table = table;
    }

    /**
     * A tenant whose logs are to be counted.
     *
     * @param version of the usage that a put was about to replace, perhaps never did
     * @param since when that was, milliseconds
     */
    record Job(String tenantId, String incarnation, long version, long since) {
        /** Whether no put can still be about to count itself which has only listed the tenant yet. */
        boolean isOver(UsageRow row, long now) {
            return !row.listed() && (row.version() > version || now - since > LogLimits.LITTER_GRACE.toMillis());
        }
    }

    /** Durable when it returns. Asking again does no harm. */
    void request(Tenant tenant, long version, long now) {
        table.putAll(List.of(Item.of(key(tenant.incarnation(), tenant.id()))
                .text(TENANT, tenant.id())
                .whole(VERSION, version)
                .whole(TIME, now)
                .build()));
    }

    List<Job> pending() {
        return table.query(Query.prefix(PARTITION, "", Integer.MAX_VALUE, Consistency.STRONG)).stream()
                .map(UsageJobs::decode)
                .toList();
    }

    /** Takes the tenant off the list, unless somebody has asked again since. */
    void done(Job job) {
        try {
            table.delete(
                    key(job.incarnation(), job.tenantId()),
                    new Condition.Equal(VERSION, new Value.Whole(job.version())));
        } catch (ConditionFailedException askedAgain) {
            // It stays.
        }
    }

    private static Job decode(Item item) {
        String sortKey = item.key().sk();
        return new Job(
                item.requireText(TENANT),
                sortKey.substring(0, sortKey.indexOf('#')),
                item.requireWhole(VERSION),
                item.requireWhole(TIME));
    }

    private static Key key(String incarnation, String tenantId) {
        return new Key(PARTITION, incarnation + "#" + tenantId);
    }
}
