package io.blindhop.functions.replica;

import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The exchange of entries with all other nodes of all tenants, each when it is due. A node that cannot be reached is tried again
 * after a while that doubles from its interval up to {@value #LONGEST_MINUTES} minutes. Keep one for the life of the process;
 * a process that has just begun finds everything due.
 */
public final class Replication {
    private static final int LONGEST_MINUTES = 15;
    private static final int MOST_DOUBLINGS = 10;
    private static final int NODES = 100_000;

    private final NodeServices services;
    private final List<Peers> peers;
    private final TenantSync sync;
    private final Map<String, Due> due = new ConcurrentHashMap<>();

    /** Tells which tenants are exchanged with which other nodes now. */
    public interface Peers {
        /** The ids of the tenants that may have any. */
        List<String> tenants();

        List<Peer> of(Tenant tenant);
    }

    private record Due(Instant at, int failures) {}

    public Replication(NodeServices services, List<Peers> peers) {
        this.services = services;
        this.peers = List.copyOf(peers);
        this.sync = new TenantSync(services);
    }

    /** Everything that is due. Ends soon after the time is over; what is left is due then. */
    public SyncReport run(TimeLeft timeLeft) {
        SyncReport report = SyncReport.NOTHING;
        for (String id : tenants()) {
            Optional<Tenant> tenant = tenant(id);
            List<Peer> others = tenant.map(this::peersOf).orElse(List.of());
            for (Peer peer : others) {
                if (!timeLeft.left().isPositive()) {
                    return report;
                }
                if (isDue(tenant.get(), peer)) {
                    report = report.and(run(tenant.get(), peer, timeLeft));
                }
            }
        }
        return report;
    }

    /** What has just been pushed here is brought on, if this database is exchanged at all and its nodes answered last time. */
    public SyncReport run(TenantId id, DatabaseId dbId, TimeLeft timeLeft) {
        Optional<Tenant> tenant = tenant(id.value());
        SyncReport report = SyncReport.NOTHING;
        for (Peer peer : tenant.map(this::peersOf).orElse(List.of())) {
            Due known = due.getOrDefault(key(tenant.get(), peer), new Due(Instant.MIN, 0));
            boolean answers = known.failures() == 0 || isDue(tenant.get(), peer);
            if (peer.databases().contains(dbId) && answers) {
                SyncReport of = sync.run(tenant.get(), peer.withOnly(Set.of(dbId)), timeLeft);
                if (of.unreachable()) {
                    failed(tenant.get(), peer);
                }
                report = report.and(of);
            }
        }
        return report;
    }

    private List<String> tenants() {
        return peers.stream()
                .flatMap(some -> some.tenants().stream())
                .distinct()
                .toList();
    }

    private Optional<Tenant> tenant(String id) {
        return services.tenants().find(id).map(TenantRegistry.Found::tenant);
    }

    private List<Peer> peersOf(Tenant tenant) {
        return peers.stream().flatMap(some -> some.of(tenant).stream()).toList();
    }

    private boolean isDue(Tenant tenant, Peer peer) {
        Due known = due.get(key(tenant, peer));
        return known == null || !services.clock().instant().isBefore(known.at());
    }

    private SyncReport run(Tenant tenant, Peer peer, TimeLeft timeLeft) {
        if (due.size() >= NODES) {
            due.clear();
        }
        SyncReport report = sync.run(tenant, peer, timeLeft);
        Instant now = services.clock().instant();
        if (report.unreachable() && timeLeft.left().isPositive()) {
            failed(tenant, peer);
        } else if (report.complete() || !report.problems().isEmpty()) {
            due.put(key(tenant, peer), new Due(now.plus(peer.every()), 0));
        } else {
            due.put(key(tenant, peer), new Due(now, 0));
        }
        return report;
    }

    private void failed(Tenant tenant, Peer peer) {
        due.compute(key(tenant, peer), (key, known) -> {
            int failures = known == null ? 1 : Math.min(known.failures() + 1, MOST_DOUBLINGS);
            Duration wait = peer.every().multipliedBy(1L << (failures - 1));
            Duration longest = Duration.ofMinutes(LONGEST_MINUTES);
            boolean tooLong = wait.compareTo(longest) > 0 && longest.compareTo(peer.every()) > 0;
            return new Due(services.clock().instant().plus(tooLong ? longest : wait), failures);
        });
    }

    private static String key(Tenant tenant, Peer peer) {
        return tenant.incarnation() + " " + peer.url();
    }
}
