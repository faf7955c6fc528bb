package io.blindhop.store.dynamo.tenant;

import io.blindhop.store.dynamo.log.Commit;
import io.blindhop.store.dynamo.log.CommitLog;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.s3.Parallel;
import io.blindhop.store.s3.PutId;
import io.blindhop.store.s3.StoreId;
import java.util.List;
import java.util.Optional;

/** What stores have taken until now, by the newest commit of each. */
record StoreTotals(long entries, long bytes) {
    /** One read unit for each store. */
    static StoreTotals of(LogContext context, List<StoreId> stores) {
        long entries = 0;
        long bytes = 0;
        for (Optional<Commit> tail :
                Parallel.map(stores, store -> log(context, store).existingTail())) {
            entries += tail.map(Commit::totalEntries).orElse(0L);
            bytes += tail.map(Commit::totalBytes).orElse(0L);
        }
        return new StoreTotals(entries, bytes);
    }

    /** Of all stores of this life of a tenant; another read unit for about forty of them. */
    static StoreTotals of(LogContext context, Tenant tenant) {
        return of(context, TenantStores.of(context.table(), tenant));
    }

    private static CommitLog log(LogContext context, StoreId store) {
        return new CommitLog(context.table(), store, () -> PutId.create(context.clock(), context.random()));
    }
}
