package io.blindhop.functions.sync;

import io.blindhop.functions.gate.AccessGate;
import io.blindhop.functions.gate.RevokedKeys;
import io.blindhop.functions.http.AnswerRoom;
import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.node.Freshness;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.tenant.Caller;
import io.blindhop.functions.tenant.Callers;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.Denylist;
import io.blindhop.store.dynamo.tenant.TenantQuotas;
import io.blindhop.store.s3.StoreId;
import java.util.Set;

/** Opens the store that a request names for whoever sent it (protocol 4.6, 4.7). */
final class StoreGate {
    private final NodeServices services;
    private final Callers callers;
    private final TenantQuotas quotas;

    StoreGate(NodeServices services) {
        this.services = services;
        this.callers = new Callers(services);
        this.quotas =
                new TenantQuotas(services.storage(), services.options().limits().quota());
    }

    Caller caller(HttpRequest request) {
        return caller(request, Freshness.BOUNDED);
    }

    /** Who wants to write: whoever was revoked a moment ago may not, wherever the directory is. */
    Caller writer(HttpRequest request) {
        return caller(request, Freshness.NOW);
    }

    private Caller caller(HttpRequest request, Freshness freshness) {
        kind(request);
        return callers.authorise(request, freshness);
    }

    /** @throws io.blindhop.functions.http.HttpError 403 if a policy keeps the caller out of the database */
    Target open(HttpRequest request, Caller caller, DatabaseId dbId) {
        StoreKind kind = kind(request);
        AnswerRoom room = AnswerRoom.of(request, services.options().responseLimitBytes());
        AccessGate access = new AccessGate(caller.scope());
        access.whyClosed(dbId, caller).ifPresent(reason -> {
            throw new HttpError(403, reason);
        });
        StoreId id = caller.scope().tenant().store(dbId.value(), kind);
        Denylist purged = new Denylist(
                services.storage(),
                id,
                caller.scope().directoryIsWhole(),
                caller.scope().directory().state());
        ContentAddressedStore store = services.stores()
                .open(
                        caller.scope().tenant(),
                        dbId,
                        kind,
                        purged,
                        quotas.account(
                                caller.scope().tenant(), dbId, caller.scope().metering()),
                        caller.scope().via());
        if (caller.wipeOf().isPresent()) {
            ContentAddressedStore scope =
                    new WipeScope(store, visibleDocuments(dbId, caller.wipeOf().get()));
            return new Target(caller, dbId, kind, access, scope, scope, room);
        }
        Set<String> revoked = access.revokedKeyIds(dbId, caller.deviceKey());
        ContentAddressedStore visible = revoked.isEmpty() ? store : new RevokedKeys(store, revoked);
        return new Target(caller, dbId, kind, access, visible, store, room);
    }

    private static Set<String> visibleDocuments(DatabaseId dbId, Set<String> grants) {
        return dbId.equals(DatabaseId.DIRECTORY) ? grants : Set.of();
    }

    static StoreKind kind(HttpRequest request) {
        return StoreKind.ofSegment(request.parameter("kind"))
                .orElseThrow(() -> new HttpError(404, "Unknown store kind: it is docs or attachments"));
    }
}
