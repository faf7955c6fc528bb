package io.blindhop.functions.signaling;

import io.blindhop.functions.node.Stores;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.Generation;
import io.blindhop.signaling.Signaling;
import io.blindhop.store.dynamo.log.LogChange;
import io.blindhop.store.s3.StoreId;

/**
 * Tells signaling what the rows of the table say of changed stores. Those of a hop whose entries are at another node are about its
 * copy of the directory: that says who may stay connected, and its head is not the one that clients are shown.
 */
public final class ChangeFeed {
    private final Signaling signaling;
    private final Generation generation;
    private final boolean ofCopies;

    /** Of an origin. */
    public ChangeFeed(Signaling signaling, Generation generation) {
        this(signaling, generation, false);
    }

    /**
     * @param generation of the deployment, which is in every epoch that clients are shown
     * @param stores of the node
     */
    public ChangeFeed(Signaling signaling, Generation generation, Stores stores) {
        this(signaling, generation, stores.watch().isPresent());
    }

    private ChangeFeed(Signaling signaling, Generation generation, boolean ofCopies) {
        this.signaling = signaling;
        this.generation = generation;
        this.ofCopies = ofCopies;
    }

    /** @throws io.blindhop.protocol.store.StoreUnavailableException if it has to be told again */
    public void tell(LogChange change) {
        StoreId store = change.store();
        if (ofCopies) {
            signaling.directoryChanged(store.incarnation());
            return;
        }
        signaling.storeChanged(
                store.incarnation(), new DatabaseId(store.dbId()), store.kind(), change.headIn(generation));
    }
}
