package io.blindhop.functions.gate;

import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.tenant.TenantScope;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.Ed25519Witness;
import io.blindhop.protocol.store.Witness;

/** Whether this node attests what arrives at it (protocol 1.9). */
public record Attestation(NodeServices services) {
    /** Whether entries that arrive here get receipts. */
    public boolean isGiven(TenantScope scope) {
        return services.stores().attestsUnasked()
                || scope.directory()
                        .policy()
                        .isTrustedWitness(services.identity().signing().publicPem());
    }

    /** What attests entries of one database. */
    public Witness witness(TenantScope scope, DatabaseId dbId) {
        return isGiven(scope) ? new Ed25519Witness(services.identity().signing(), dbId.value()) : Witness.NONE;
    }
}
