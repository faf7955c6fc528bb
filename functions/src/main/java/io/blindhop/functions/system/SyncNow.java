package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.replica.Peer;
import io.blindhop.functions.replica.SyncReport;
import io.blindhop.functions.replica.SyncServerPeers;
import io.blindhop.functions.replica.TenantSync;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Exchanges a tenant's entries with its sync servers while the operator waits, for at most {@value #SECONDS} seconds; whatever
 * is left then is left to the schedule.
 */
final class SyncNow {
    private static final int SECONDS = 20;

    private final NodeServices services;
    private final SyncServerPeers servers;
    private final TenantSync sync;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    SyncNow(NodeServices services) {
        this.services = services;
        this.servers = new SyncServerPeers(services);
        this.sync = new TenantSync(services);
    }

    /**
     * @return what was done, for the operator
     * @throws HttpError 409 if that is being done already, 502 if some store of some server could not be exchanged
     */
    String run(Tenant tenant) {
        if (!running.add(tenant.incarnation())) {
            throw new HttpError(409, "A sync of tenant " + tenant.id() + " is running; wait for it");
        }
        try {
            return exchanged(tenant);
        } finally {
            running.remove(tenant.incarnation());
        }
    }

    private String exchanged(Tenant tenant) {
        List<Peer> peers = servers.of(tenant);
        if (peers.isEmpty()) {
            return "Nothing to do: tenant " + tenant.id() + " has no sync servers";
        }
        Instant end = services.clock().instant().plusSeconds(SECONDS);
        TimeLeft timeLeft = () -> shorter(
                Duration.between(services.clock().instant(), end),
                services.timeLeft().left());
        List<String> texts = new ArrayList<>();
        boolean failed = false;
        for (Peer peer : peers) {
            SyncReport report = sync.run(tenant, peer, timeLeft);
            texts.add(peer.name() + ": " + report.text());
            failed |= !report.succeeded();
        }
        String text = String.join(". ", texts);
        if (failed) {
            throw new HttpError(502, text);
        }
        return text;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
