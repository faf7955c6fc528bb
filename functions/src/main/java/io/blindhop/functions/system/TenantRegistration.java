package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.limit.SharedLimits;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.tenant.Hops;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.crypto.AesGcm;
import io.blindhop.protocol.crypto.DecryptionException;
import io.blindhop.protocol.crypto.HybridContainer;
import io.blindhop.protocol.crypto.MalformedKeyException;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.crypto.WrappingKey;
import io.blindhop.protocol.wire.AuthRequest;
import io.blindhop.protocol.wire.AuthRequests;
import io.blindhop.protocol.wire.NodeResponses;
import io.blindhop.store.dynamo.tenant.Registration;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.security.MessageDigest;
import java.util.List;

/** {@code POST /system/tenants/:tenantId} (protocol 3.8): the one operator route that an app client needs. */
final class TenantRegistration implements HttpHandler {
    private static final int INCARNATION_BYTES = 12;

    private final NodeServices services;
    private final SharedLimits limits;

    TenantRegistration(NodeServices services) {
        this.services = services;
        this.limits =
                new SharedLimits(services.storage(), services.options().limits().rates());
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        limits.registration(request);
        TenantId id = TenantSegment.of(request);
        if (id.isReserved()) {
            throw HttpError.badRequest("tenantId \"" + id + "\" is reserved");
        }
        AuthRequest.RegisterTenant wanted = AuthRequests.registerTenant(request.body());
        Bytes key = publicInfosKey(wanted);
        checkKeys(wanted);
        Tenant tenant = new Tenant(
                id.value(),
                incarnation(),
                wanted.adminSigningPublicKey(),
                wanted.adminEncryptionPublicKey(),
                wanted.adminUsername(),
                List.of(key));
        Registration holder =
                services.tenants().register(tenant, services.storage().generation());
        if (!holder.isLive()) {
            throw new HttpError(
                    409,
                    "Tenant " + id + " was deleted and its id is not free yet; an operator can bring it back with"
                            + " POST /system/tenants/" + id + "/restore");
        }
        Tenant registered = holder.tenant();
        boolean created = registered.incarnation().equals(tenant.incarnation());
        if (!created && registered.publicInfosKeys().stream().noneMatch(known -> same(known, key))) {
            throw new HttpError(409, "Tenant " + id + " already exists with different $publicinfos key");
        }
        // Last, and again each time: what failed here is made good by registering again.
        services.stores().register(registered, Hops.of(request));
        String message = created ? "Tenant " + id + " created" : "Tenant " + id + " exists already";
        return Json.whole(created ? 201 : 200, out -> NodeResponses.registered(out, id, created, message));
    }

    private Bytes publicInfosKey(AuthRequest.RegisterTenant wanted) {
        Bytes key;
        try {
            key = switch (wanted.publicInfosKey()) {
                case AuthRequest.PublicInfosKey.Wrapped(Bytes container) ->
                    HybridContainer.decrypt(services.identity().encryption(), container);
                case AuthRequest.PublicInfosKey.Raw(Bytes raw) -> raw;
            };
        } catch (DecryptionException e) {
            throw HttpError.badRequest("encryptedPublicInfosKey was not encrypted for this server");
        }
        if (key.length() != AesGcm.KEY_LENGTH) {
            throw HttpError.badRequest(
                    "The $publicinfos key must have " + AesGcm.KEY_LENGTH + " bytes, this one has " + key.length());
        }
        return key;
    }

    private static void checkKeys(AuthRequest.RegisterTenant wanted) {
        try {
            VerifyingKey.fromPem(wanted.adminSigningPublicKey());
            WrappingKey.fromPem(wanted.adminEncryptionPublicKey());
        } catch (MalformedKeyException e) {
            throw HttpError.badRequest("The administrator's keys cannot be used: " + e.getMessage());
        }
    }

    private String incarnation() {
        byte[] random = new byte[INCARNATION_BYTES];
        services.random().nextBytes(random);
        return Bytes.wrap(random).toHex();
    }

    private static boolean same(Bytes a, Bytes b) {
        return MessageDigest.isEqual(a.toArray(), b.toArray());
    }
}
