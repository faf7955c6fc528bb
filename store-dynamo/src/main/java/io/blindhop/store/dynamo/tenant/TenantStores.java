package io.blindhop.store.dynamo.tenant;

import io.blindhop.store.dynamo.incarnation.IncarnationPartitions;
import io.blindhop.store.dynamo.log.StorePartitions;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.StoreId;
import java.util.List;

/** Which stores this life of a tenant has: those that anybody has put to or asked for the head of. */
public final class TenantStores {
    private TenantStores() {}

    /** About one read unit for forty stores. */
    public static List<StoreId> of(Table table, Tenant tenant) {
        return new IncarnationPartitions(table, tenant.incarnation())
                .page("S#", "", Integer.MAX_VALUE).stream()
                        .flatMap(partition -> StorePartitions.storeOf(partition).stream())
                        .toList();
    }
}
