package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.index.EntryIndex;
import io.blindhop.store.s3.StoreId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every partition of the table in which a store has rows: all follow from the one that its log is in. */
public final class StorePartitions {
    /** What maintenance still has to do, for all tenants. */
    public static final List<String> SHARED = List.of(PurgeJobs.PARTITION, Condemned.STORES, IndexJobs.PARTITION);

    private static final int PARTS = 4;

    private StorePartitions() {}

    /** Those of the store whose log is in {@code partition}, the log last; empty if no log is in it. */
    public static Optional<List<String>> ofLog(String partition) {
        return storeOf(partition).map(StorePartitions::of);
    }

    /** The store whose log is in {@code partition}; empty if no log is in it. */
    public static Optional<StoreId> storeOf(String partition) {
        String[] parts = partition.split("#", -1);
        if (parts.length != PARTS || !parts[0].equals("S")) {
            return Optional.empty();
        }
        return StoreKind.ofSegment(parts[3]).map(kind -> new StoreId(parts[1], parts[2], kind));
    }

    private static List<String> of(StoreId store) {
        List<String> partitions = new ArrayList<>(EntryIndex.partitions(store));
        partitions.add(Condemned.partition(store));
        partitions.add(Commit.partition(store));
        return partitions;
    }
}
