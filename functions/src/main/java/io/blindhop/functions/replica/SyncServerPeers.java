package io.blindhop.functions.replica;

import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.client.RemoteTenant;
import io.blindhop.protocol.client.RetryPolicy;
import io.blindhop.protocol.network.HttpOptions;
import io.blindhop.protocol.network.HttpTransport;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.Via;
import io.blindhop.protocol.wire.SyncServer;
import io.blindhop.store.dynamo.tenant.SyncServers;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The sync servers that operators have configured for tenants (protocol 3.8), ours and stock MindooDB servers. This node logs in
 * to them as a trusted server. What was configured for a stock server may end in the tenant's id, which stock servers need;
 * here it makes no difference.
 */
public final class SyncServerPeers implements Replication.Peers, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SyncServerPeers.class.getName());
    private static final Duration BY_DEFAULT = Duration.ofMinutes(1);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final int KEPT = 1_000;

    private final NodeServices services;
    private final boolean insecure;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(NetworkTransport transport, RemoteTenant remote) {}

    public SyncServerPeers(NodeServices services) {
        this.services = services;
        this.insecure = services.options().operator().insecureSyncServers();
    }

    @Override
    public List<String> tenants() {
        return SyncServers.tenants(services.storage().table());
    }

    @Override
    public List<Peer> of(Tenant tenant) {
        return new SyncServers(services.storage().table(), tenant)
                .list().stream().flatMap(server -> peer(tenant, server)).toList();
    }

    private Stream<Peer> peer(Tenant tenant, SyncServer server) {
        try {
            URI base = base(server.url(), tenant.id());
            if (!insecure && !"https".equals(base.getScheme())) {
                throw new IllegalArgumentException("its URL was allowed by another setting; it must be https");
            }
            Duration every = server.intervalMillis().stream()
                    .mapToObj(Duration::ofMillis)
                    .findFirst()
                    .orElse(BY_DEFAULT);
            return Stream.of(new Peer(
                    server.name(),
                    base.toString(),
                    remote(tenant, base),
                    Via.NONE,
                    Set.copyOf(server.databases()),
                    true,
                    every));
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "Sync server \"{0}\" cannot be used: {1}", server.name(), e.getMessage());
            return Stream.empty();
        }
    }

    /** Where the node itself is. */
    static URI base(String url, String tenantId) {
        String trimmed = url.replaceFirst("/+$", "");
        String end = "/" + tenantId;
        return URI.create(trimmed.endsWith(end) ? trimmed.substring(0, trimmed.length() - end.length()) : trimmed);
    }

    private RemoteTenant remote(Tenant tenant, URI base) {
        if (kept.size() >= KEPT) {
            close();
        }
        return kept.computeIfAbsent(tenant.incarnation() + " " + base, key -> {
                    NetworkTransport http = new HttpTransport(new HttpOptions(base, CONNECT, SILENCE));
                    NetworkTransport transport =
                            insecure ? http : new PublicHosts(http, base.getHost(), InetAddress::getAllByName);
                    return new Kept(
                            transport,
                            new RemoteTenant(
                                    transport,
                                    new TenantId(tenant.id()),
                                    services.identity(),
                                    services.clock(),
                                    services.random(),
                                    RetryPolicy.once()));
                })
                .remote();
    }

    @Override
    public void close() {
        kept.values().removeIf(old -> {
            old.transport().close();
            return true;
        });
    }
}
