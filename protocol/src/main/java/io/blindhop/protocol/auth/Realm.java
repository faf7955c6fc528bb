package io.blindhop.protocol.auth;

import io.blindhop.protocol.TenantId;
import java.util.Objects;

/** Where a login counts. What was issued for one realm is worthless in every other, because the keys differ. */
public sealed interface Realm {
    /**
     * One life of a tenant (protocol 2.1).
     *
     * @param incarnation assigned at registration: a tenant that is registered again honours nothing of its former life
     */
    record OfTenant(TenantId tenant, String incarnation) implements Realm {
        public OfTenant {
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(incarnation, "incarnation");
        }
    }

    /** The operator's routes (protocol 2.6). */
    record OfSystem() implements Realm {}

    /** Device discovery (protocol 3.6). */
    record OfDevices() implements Realm {}

    /** The WebSocket of signaling; its tickets name their tenant and incarnation themselves. */
    record OfSignaling() implements Realm {}
}
