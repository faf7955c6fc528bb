package io.blindhop.functions.tenant;

import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.protocol.network.Via;
import io.blindhop.store.dynamo.directory.DirectoryView;
import io.blindhop.store.dynamo.tenant.Metering;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.util.Optional;

/**
 * The tenant of one request, with its directory as it was when the request began.
 *
 * @param directoryIsWhole false from the moment at which the table was restored until the administrator has pushed the
 *     directory again: a revocation may be missing
 * @param metering of puts, as it was when the request began
 * @param via the nodes that the request has come through
 */
public record TenantScope(
        Tenant tenant, DirectoryView directory, boolean directoryIsWhole, Metering metering, Via via) {
    public TenantId id() {
        return new TenantId(tenant.id());
    }

    public Realm.OfTenant realm() {
        return new Realm.OfTenant(id(), tenant.incarnation());
    }

    /** Whether this is the name under which the tenant's administrator logs in (protocol 4.3). */
    public boolean isAdminName(String name) {
        return tenant.adminUsername().map(admin -> admin.equalsIgnoreCase(name)).orElse(false);
    }

    public boolean isAdminKey(String signingKey) {
        return Pem.sameKey(tenant.adminSigningPublicKey(), signingKey);
    }

    /** Whether entries of this author are accepted now (protocol 4.8). */
    public boolean isTrustedAuthor(String signingKey) {
        return isAdminKey(signingKey)
                || directory.byKey(signingKey).stream()
                        .anyMatch(row -> row.active() && row.signingPublicKey().equals(signingKey));
    }

    Optional<String> adminUsername() {
        return tenant.adminUsername();
    }
}
