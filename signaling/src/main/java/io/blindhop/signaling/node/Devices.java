package io.blindhop.signaling.node;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import java.util.Optional;

/**
 * What the directory of a tenant says of a device at this moment, everything that was acknowledged included. Throws
 * {@link io.blindhop.protocol.store.StoreUnavailableException} if that cannot be told now.
 */
@FunctionalInterface
public interface Devices {
    /**
     * Empty if the device may not use the tenant: it is revoked or to be wiped, or that life of the tenant is over.
     *
     * @param deviceKey PEM
     */
    Optional<Standing> standing(Realm.OfTenant realm, String deviceKey);

    /** A device in good standing. */
    interface Standing {
        /** Whether it may open the database (protocol 4.7). */
        boolean mayOpen(DatabaseId dbId);

        /** How far a store of the tenant has come; 0 if nobody has written to it. */
        StoreHead head(DatabaseId dbId, StoreKind kind);
    }
}
