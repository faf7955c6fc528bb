package io.blindhop.functions.signaling;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.Generation;
import io.blindhop.signaling.Signaling;
import io.blindhop.store.dynamo.log.LogChange;
import io.blindhop.store.s3.StoreId;

/** Tells signaling what the rows of the table say of changed stores. */
public final class ChangeFeed {
    private final Signaling signaling;
    private final Generation generation;

    /** @param generation of the deployment, which is in every epoch that clients are shown */
    public ChangeFeed(Signaling signaling, Generation generation) {
        this.signaling = signaling;
        this.generation = generation;
    }

    /** @throws io.blindhop.protocol.store.StoreUnavailableException if it has to be told again */
    public void tell(LogChange change) {
        StoreId store = change.store();
        signaling.storeChanged(
                store.incarnation(), new DatabaseId(store.dbId()), store.kind(), change.headIn(generation));
    }
}
