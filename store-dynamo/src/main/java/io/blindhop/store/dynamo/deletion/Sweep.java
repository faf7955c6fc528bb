package io.blindhop.store.dynamo.deletion;

import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.StorePartitions;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.tenant.UsageJobs;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.blob.BlobStore.Blob;
import java.util.List;

/** Removes the objects and then the rows of one incarnation, as far as the budget goes. */
final class Sweep {
    private static final int AT_ONCE = 500;
    private static final int PARTITIONS = 25;

    private final LogContext context;
    private final IncarnationPartitions partitions;
    private final Budget budget;

    Sweep(LogContext context, IncarnationPartitions partitions, Budget budget) {
        this.context = context;
        this.partitions = partitions;
        this.budget = budget;
    }

    /** @return whether nothing is left */
    boolean run(String objectPrefix) {
        return objects(objectPrefix) && rows();
    }

    private boolean objects(String prefix) {
        BlobStore blobs = context.blobs();
        for (List<Blob> page = blobs.list(prefix, ""); !page.isEmpty(); page = blobs.list(prefix, "")) {
            if (budget.isSpent()) {
                return false;
            }
            blobs.delete(page.stream().map(Blob::name).toList());
            budget.spend(page.size());
        }
        return true;
    }

    private boolean rows() {
        if (!StorePartitions.SHARED.stream().allMatch(this::empty) || !empty(UsageJobs.PARTITION)) {
            return false;
        }
        for (List<String> some = partitions.some(PARTITIONS); !some.isEmpty(); some = partitions.some(PARTITIONS)) {
            for (String listed : some) {
                if (!StorePartitions.ofLog(listed).orElse(List.of(listed)).stream()
                        .allMatch(this::empty)) {
                    return false;
                }
                // Only now: a run that dies before finds the partition again.
                partitions.forget(listed);
                budget.spend(1);
            }
        }
        return true;
    }

    private boolean empty(String partition) {
        for (List<Key> rows = partitions.rows(partition, AT_ONCE);
                !rows.isEmpty();
                rows = partitions.rows(partition, AT_ONCE)) {
            if (budget.isSpent()) {
                return false;
            }
            context.table().deleteAll(rows);
            budget.spend(rows.size());
        }
        return true;
    }
}
