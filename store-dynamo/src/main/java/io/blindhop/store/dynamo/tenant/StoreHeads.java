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

/** The heads of all stores of one kind that a tenant has used, for somebody who asks again and again. */
public final class StoreHeads {
    /** So long after it was counted a put may still commit, with a minute for clocks that differ. */
    public static final Duration ACTIVE = LogLimits.PUT_DEADLINE.plusMinutes(1);

    private final LogContext context;
    private final Tenant tenant;
    private final StoreKind kind;

    public StoreHeads(LogContext context, Tenant tenant, StoreKind kind) {
        this.context = context;
        this.tenant = tenant;
        this.kind = kind;
    }

    /**
     * Whether a head may have moved since a {@link #read} that ended less than {@link LogLimits#PUT_DEADLINE} ago, or may
     * move. Half a read unit.
     *
     * <p>Every put is counted in the tenant's row of usage before it commits, so where nobody was counted lately nothing has
     * moved; purges, which store nothing, are not noticed.
     */
    public boolean mayMove() {
        long changedAt =
                UsageRow.read(context.table(), tenant, Consistency.EVENTUAL).changedAt();
        return changedAt >= context.clock().millis() - ACTIVE.toMillis();
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
