package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.Commit;
import io.blindhop.store.dynamo.log.CommitLog;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.s3.Parallel;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The heads of all stores of one kind that a tenant has used, for somebody who asks again and again. For one thread. */
public final class StoreHeads {
    /** So long after it was noted a put may still commit, or another one that was not noted; a minute of it is for clocks that differ. */
    public static final Duration ACTIVE =
            LogLimits.PUT_DEADLINE.plus(Metering.NOTED).plusMinutes(1);

    /** So long puts are noted for who does not ask again. */
    static final Duration WATCH = Duration.ofMinutes(10);

    private final LogContext context;
    private final Tenant tenant;
    private final StoreKind kind;
    private long watchedUntil;

    public StoreHeads(LogContext context, Tenant tenant, StoreKind kind) {
        this.context = context;
        this.tenant = tenant;
        this.kind = kind;
    }

    /**
     * Whether a head may have moved since a {@link #read} that ended less than {@link LogLimits#PUT_DEADLINE} ago, or may
     * move. Half a read unit, and a write unit every five minutes.
     *
     * <p>As long as somebody asks, every put is noted in the tenant's row of usage before it commits, so where nobody was noted
     * lately nothing has moved; purges, which store nothing, are not noticed. Whoever is the first to ask is told yes for a
     * while: puts that began before are not noted.
     */
    public boolean mayMove() {
        long now = context.clock().millis();
        if (watchedUntil - now < WATCH.toMillis() / 2) {
            watch(now);
        }
        UsageRow.Watch watch =
                UsageRow.read(context.table(), tenant, Consistency.EVENTUAL).watch();
        boolean sawAll = watch.since() > 0 && watch.until() >= now && watch.since() < now - ACTIVE.toMillis();
        return !sawAll || watch.notedAt() >= now - ACTIVE.toMillis();
    }

    private void watch(long now) {
        UsageRow.Watch others = UsageRow.read(context.table(), tenant).watch();
        long until = now + WATCH.toMillis();
        UsageRow.watch(context.table(), tenant, others.until() >= now ? others.since() : now, until);
        watchedUntil = until;
    }

    /** The heads: one read unit for each store of the kind, and one for about forty stores of the tenant. */
    public Map<StoreId, StoreHead> read() {
        List<StoreId> stores = TenantStores.of(context.table(), tenant).stream()
                .filter(store -> store.kind() == kind)
                .toList();
        List<Optional<Commit>> tails = Parallel.map(stores, store -> log(store).existingTail());
        Map<StoreId, StoreHead> heads = new HashMap<>();
        for (int i = 0; i < stores.size(); i++) {
            StoreId store = stores.get(i);
            tails.get(i)
                    .ifPresent(tail ->
                            heads.put(store, new StoreHead(context.generation().epoch(tail.epoch()), tail.last())));
        }
        return heads;
    }

    private CommitLog log(StoreId store) {
        return new CommitLog(context.table(), store, () -> PutId.create(context.clock(), context.random()));
    }
}
