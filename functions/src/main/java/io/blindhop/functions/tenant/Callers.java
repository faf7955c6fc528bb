package io.blindhop.functions.tenant;

import io.blindhop.functions.http.BearerToken;
import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.node.Freshness;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.observe.Figures;
import io.blindhop.protocol.auth.Realm;
import io.blindhop.protocol.auth.TenantPrincipal;
import io.blindhop.protocol.auth.Tokens;
import io.blindhop.store.dynamo.directory.DeviceRow;
import io.blindhop.store.dynamo.tenant.TrustedServers;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns the token of a request into a {@link Caller}, or refuses it (protocol 2.4). Nothing is remembered. */
public final class Callers {
    private final TenantGate gate;
    private final Tokens tokens;
    private final TrustedServers trusted;

    public Callers(NodeServices services) {
        this.gate = new TenantGate(services);
        this.tokens = new Tokens(services.secrets(), services.clock());
        this.trusted = new TrustedServers(services.storage().table());
    }

    /** @throws HttpError 401 without a token of this tenant for a device that is in force, 404 for an unknown tenant */
    public Caller authorise(HttpRequest request) {
        return authorise(request, Freshness.BOUNDED);
    }

    /** The same with a directory that is at least so fresh. */
    public Caller authorise(HttpRequest request, Freshness freshness) {
        var unverified = BearerToken.of(request);
        TenantScope scope = gate.open(request, freshness);
        TenantPrincipal principal = tokens.verify(unverified, scope.realm()).orElseThrow(BearerToken::refused);
        String key = principal.deviceSigningKey().orElseThrow(BearerToken::refused);
        Caller caller = inForce(scope, key, principal.wipe()).orElseThrow(BearerToken::refused);
        Figures.ofWork().callerKnown();
        return caller;
    }

    /**
     * Who holds a key, for a connection that outlives its token; empty if that life of the tenant is over, or the key is not
     * or no longer in force, or its device is to wipe itself.
     */
    public Optional<Caller> find(Realm.OfTenant realm, String key) {
        return gate.find(realm.tenant())
                .filter(scope -> scope.realm().equals(realm))
                .flatMap(scope -> inForce(scope, key, false))
                .filter(caller -> caller.wipeOf().isEmpty());
    }

    private Optional<Caller> inForce(TenantScope scope, String key, boolean wipeToken) {
        if (scope.adminUsername().isPresent() && key.equals(scope.tenant().adminSigningPublicKey())) {
            return Optional.of(
                    new Caller(scope, key, Optional.of(scope.tenant().adminEncryptionPublicKey()), Optional.empty()));
        }
        List<DeviceRow> rows = scope.directory().byKey(key).stream()
                .filter(row -> row.signingPublicKey().equals(key))
                .toList();
        if (rows.isEmpty()) {
            return trustedServer(scope, key);
        }
        Set<String> wipe = new TreeSet<>();
        rows.stream().filter(DeviceRow::wipe).forEach(row -> wipe.add(row.docId()));
        Optional<DeviceRow> active = rows.stream().filter(DeviceRow::active).findFirst();
        boolean mayRead = wipeToken ? !wipe.isEmpty() : active.isPresent();
        if (!mayRead) {
            return Optional.empty();
        }
        // A directive counts from the next request, also for a token that is older than it.
        return Optional.of(new Caller(
                scope, key, encryptionKey(rows), wipe.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(wipe))));
    }

    /** Never revoked, as long as it is on the list; its key is nobody's as an author (design 6). */
    private Optional<Caller> trustedServer(TenantScope scope, String key) {
        return trusted.byKey(key)
                .filter(server -> server.isLetInto(scope.id()))
                .map(server -> new Caller(
                        scope, key, Optional.of(server.encryptionPublicKey()), Optional.empty(), server.databases()));
    }

    private static Optional<String> encryptionKey(List<DeviceRow> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(DeviceRow::active).reversed())
                .flatMap(row -> row.device().encryptionPublicKey().stream())
                .findFirst();
    }
}
