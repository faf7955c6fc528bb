package io.blindhop.functions.node;

import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ForwardingStore;
import io.blindhop.store.s3.Parallel;
import java.util.List;

/** A store in a table, where looking documents up takes a query for each: several of them at a time. */
final class SideBySide extends ForwardingStore {
    SideBySide(ContentAddressedStore store) {
        super(store);
    }

    @Override
    public List<MaterializationPlan> plans(List<String> docIds) {
        return Parallel.map(docIds, docId -> super.plans(List.of(docId)).getFirst());
    }
}
