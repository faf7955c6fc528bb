package io.blindhop.functions.node;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.PutAccount;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.Optional;

/**
 * Where a node has the entries of its tenants. What is behind this port makes the node an origin or a hop (design, part 6);
 * nothing in front of it knows the difference.
 */
public interface Stores {
    /**
     * The store of one request.
     *
     * @param guard asked about every put that is stored here
     * @param account counts what is stored here
     * @param via the nodes that the request has come through
     */
    ContentAddressedStore open(
            Tenant tenant, DatabaseId dbId, StoreKind kind, PutGuard guard, PutAccount account, Via via);

    /**
     * Sees to it that the directory that is read here is that of the origin, as it is now or was a bounded time ago.
     *
     * @throws io.blindhop.protocol.store.StoreUnavailableException if that cannot be
     */
    void refreshDirectory(Tenant tenant, Via via, Freshness freshness);

    /**
     * A tenant is about to be registered here, or registers again.
     *
     * @throws io.blindhop.protocol.store.StoreUnavailableException if it cannot be made known where its entries will be
     */
    void register(Tenant tenant, Via via);

    /**
     * Finds the changes of stores of which this node does not hear by itself, because they are made at the node behind it; empty
     * if there are none.
     */
    default Optional<HeadWatch> watch() {
        return Optional.empty();
    }

    /**
     * Whether this node decides what authors may write (protocol 4.8, 4.9). Otherwise the node behind it does, to which every
     * put goes at once: to decide here what is decided there would take a look at every document of a push.
     */
    default boolean judgesAuthors() {
        return true;
    }

    /**
     * Whether this node attests the arrival of entries for every tenant (protocol 1.9). Otherwise it does so only for tenants
     * that list it among their trusted witnesses.
     */
    default boolean attestsUnasked() {
        return true;
    }

    /**
     * Whether what is pushed here gets receipts, whoever gives them.
     *
     * @param attested whether this node gives them where entries stay here
     */
    default boolean givesReceipts(Tenant tenant, DatabaseId dbId, Via via, boolean attested) {
        return attested;
    }
}
