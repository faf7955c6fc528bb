package io.blindhop.infra.node;

import io.blindhop.functions.SyncNode;
import io.blindhop.functions.cost.UsageMeter;
import io.blindhop.functions.hop.Arrivals;
import io.blindhop.functions.hop.Hop;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.maintenance.NodeMaintenance;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.IdentityKeySeal;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.functions.observe.Meters;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.functions.replica.Replication;
import io.blindhop.functions.replica.SyncServerPeers;
import io.blindhop.infra.demo.DemoPages;
import io.blindhop.infra.embedded.FileBlobStore;
import io.blindhop.infra.embedded.SqliteTable;
import io.blindhop.infra.server.WebSockets;
import io.blindhop.infra.signaling.ChangeDelivery;
import io.blindhop.infra.signaling.CommitWatch;
import io.blindhop.infra.signaling.LocalSignaling;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.dynamo.cache.CacheMaintenance;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.dynamo.tenant.TableNonces;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.s3.blob.BlobMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** The node of the local server: the same endpoints as on Lambda, on a SQLite file and a folder of objects. */
public final class LocalNode implements Node {
    static final String STORE = "store";

    private final SqliteTable table;
    private final FileBlobStore blobs;
    private final NodeServices services;
    private final SyncNode node;
    private final MaintenanceTask maintenance;
    private final Optional<LocalSignaling> signaling;
    private final Optional<Hop> hop;
    private final SyncServerPeers syncServers;
    private final ReplicationTask replication;

    private LocalNode(
            SqliteTable table,
            FileBlobStore blobs,
            NodeServices services,
            SyncNode node,
            MaintenanceTask maintenance,
            Optional<LocalSignaling> signaling,
            Optional<Hop> hop,
            SyncServerPeers syncServers,
            ReplicationTask replication) {
        this.table = table;
        this.blobs = blobs;
        this.services = services;
        this.node = node;
        this.maintenance = maintenance;
        this.signaling = signaling;
        this.hop = hop;
        this.syncServers = syncServers;
        this.replication = replication;
    }

    /** @throws IOException if the store in the data folder cannot be opened */
    public static LocalNode open(NodeContext context) throws IOException {
        return open(context, report -> {});
    }

    /** @param observer is told of every request, beside the log */
    public static LocalNode open(NodeContext context, RequestObserver observer) throws IOException {
        return open(context, new Meters(), new Meters(), table -> table, observer);
    }

    /** The same, with every billed call counted. */
    public static LocalNode open(NodeContext context, UsageMeter meter, RequestObserver observer) throws IOException {
        return open(
                context,
                new Meters().and((TableMeter) meter),
                new Meters().and((BlobMeter) meter),
                UsageMeter::byPurpose,
                observer);
    }

    private static LocalNode open(
            NodeContext context,
            TableMeter tableMeter,
            BlobMeter blobMeter,
            UnaryOperator<Table> view,
            RequestObserver observer)
            throws IOException {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        Path folder = Files.createDirectories(context.folder().resolve(STORE));
        SqliteTable file = SqliteTable.open(folder, tableMeter, clock);
        ChangeDelivery changes = new ChangeDelivery(context.settings().generation());
        Table table = new CommitWatch(view.apply(file), changes::changed);
        FileBlobStore blobs = FileBlobStore.open(folder.resolve("objects"), blobMeter);
        LogContext storage = new LogContext(table, blobs, clock, random, Thread::sleep)
                .in(context.settings().generation());
        TenantRegistry tenants = new TenantRegistry(table, new IdentityKeySeal(context.server(), random));
        OperatorOptions operator = context.settings().operator();
        Optional<Hop> hop = context.settings()
                .upstream()
                .map(options -> Hop.open(options, storage, context.server(), random, TimeLeft.UNLIMITED));
        NodeServices origin = new NodeServices(
                storage,
                tenants,
                context.masterSecrets(),
                new TableNonces(table),
                context.server(),
                context.systemConfig(),
                random,
                clock,
                new NodeOptions(
                        context.settings().bodyLimitBytes(),
                        OptionalLong.empty(),
                        eventMode(context.settings()),
                        context.settings().corsOrigins(),
                        context.settings().limits(),
                        operator,
                        context.settings().signaling()));
        NodeServices services =
                hop.map(Hop::stores).map(stores -> origin.with(stores)).orElse(origin);
        NodeMaintenance maintenance = new NodeMaintenance(
                storage,
                tenants,
                operator.deletionDelay(),
                context.settings().upstream().map(options -> new CacheMaintenance(storage, options.cacheBytes())));
        SyncServerPeers syncServers = new SyncServerPeers(services);
        List<Replication.Peers> peers = new ArrayList<>(List.of(syncServers));
        hop.ifPresent(some -> peers.add(some.stores().peers(tenants)));
        return new LocalNode(
                file,
                blobs,
                services,
                new SyncNode(
                        services,
                        context.settings()
                                .logFormat()
                                .observer(operator.toldCosts())
                                .and(observer)),
                MaintenanceTask.start(maintenance),
                signaling(context.settings(), services, changes),
                hop,
                syncServers,
                ReplicationTask.start(
                        new Replication(services, peers),
                        hop.map(some -> some.stores().arrivals()).orElseGet(Arrivals::new)));
    }

    /** What a hop brings here from its upstream is pushed by nobody. */
    private static EventMode eventMode(Settings settings) {
        if (!settings.changeEvents()) {
            return EventMode.OFF;
        }
        return settings.upstream()
                .map(upstream -> upstream.hearsOfEveryEntry() ? EventMode.POLLED : EventMode.IN_PROCESS)
                .orElse(EventMode.IN_PROCESS);
    }

    private static Optional<LocalSignaling> signaling(Settings settings, NodeServices services, ChangeDelivery changes)
            throws IOException {
        return settings.signaling().url().isPresent()
                ? Optional.of(LocalSignaling.start(services, changes, settings.gateway()))
                : Optional.empty();
    }

    /** What the endpoints stand on. */
    public NodeServices services() {
        return services;
    }

    @Override
    public HttpHandler handler() {
        return signaling.isPresent() ? new DemoPages(node.handler()) : node.handler();
    }

    @Override
    public Optional<WebSockets> sockets() {
        return signaling.map(LocalSignaling::sockets);
    }

    @Override
    public void stopping() {
        signaling.ifPresent(LocalSignaling::stop);
        node.close();
    }

    @Override
    public void close() {
        signaling.ifPresent(LocalSignaling::close);
        maintenance.close();
        replication.close();
        syncServers.close();
        hop.ifPresent(Hop::close);
        table.close();
        blobs.close();
    }
}
