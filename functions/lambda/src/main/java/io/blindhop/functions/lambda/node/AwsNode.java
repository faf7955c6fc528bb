package io.blindhop.functions.lambda.node;

import io.blindhop.functions.SyncNode;
import io.blindhop.functions.config.TableSystemConfig;
import io.blindhop.functions.hop.Hop;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.lambda.edge.CloudFrontKeyValueStore;
import io.blindhop.functions.lambda.edge.OriginGate;
import io.blindhop.functions.lambda.edge.OriginKeyStore;
import io.blindhop.functions.lambda.edge.OriginKeys;
import io.blindhop.functions.lambda.secrets.AwsSecretStore;
import io.blindhop.functions.lambda.secrets.NodeSecrets;
import io.blindhop.functions.lambda.secrets.SecretStore;
import io.blindhop.functions.maintenance.NodeMaintenance;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.IdentityKeySeal;
import io.blindhop.functions.node.LambdaLimits;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.observe.Meters;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.functions.replica.Replication;
import io.blindhop.functions.replica.SyncServerPeers;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.signaling.gateway.ManagedConnections;
import io.blindhop.store.dynamo.aws.DynamoDbTable;
import io.blindhop.store.dynamo.cache.CacheMaintenance;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.tenant.TableNonces;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.s3.aws.S3BlobStore;
import io.blindhop.store.s3.calls.Backoff;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/** The node of a deployment: the same endpoints and the same maintenance as of the local server, on DynamoDB and S3. */
public final class AwsNode {
    private final FunctionSettings settings;
    private final AwsClients clients;
    private final NodeSecrets secrets;
    private final Optional<OriginKeys> originKeys;
    private final LogContext storage;
    private Optional<Hop> hop = Optional.empty();
    private Optional<Replication> replication = Optional.empty();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    public AwsNode(FunctionSettings settings, AwsClients clients) {
        this.settings = settings;
        this.clients = clients;
        SecretStore store = new AwsSecretStore(clients.secrets());
        this.secrets = new NodeSecrets(store, settings.identitySecret(), settings.tokenSecret());
        this.originKeys = settings.origin().map(origin -> originKeys(store, origin));
        Meters meters = new Meters();
        Table table = new DynamoDbTable(clients.table(), settings.table(), meters, clients.backoff());
        S3BlobStore blobs = new S3BlobStore(clients.blobs(), settings.bucket(), meters, clients.backoff());
        this.storage = new LogContext(table, blobs, clock, random, clients.backoff()::pause).in(settings.generation());
    }

    /**
     * The node that the environment of a function describes.
     *
     * @throws io.blindhop.functions.settings.InvalidSettingsException if it describes none
     */
    public static AwsNode open(Map<String, String> environment, TimeLeft timeLeft) {
        FunctionSettings settings = FunctionSettings.read(environment);
        Backoff backoff = Backoff.standard(timeLeft, new SecureRandom(), Thread::sleep);
        return new AwsNode(
                settings,
                AwsClients.open(
                        environment.get("AWS_REGION"), settings.signaling().endpoint(), backoff));
    }

    public NodeSecrets secrets() {
        return secrets;
    }

    private OriginKeys originKeys(SecretStore store, FunctionSettings.Origin origin) {
        OriginKeyStore edge =
                new CloudFrontKeyValueStore(origin.keyStore(), EnvironmentVariableCredentialsProvider.create(), clock);
        return new OriginKeys(store, origin.secret(), edge);
    }

    /** The keys of the CloudFront in front of this node, if there is one. */
    public Optional<OriginKeys> originKeys() {
        return originKeys;
    }

    /** The endpoints as a function URL calls them: only through CloudFront, if there is one. Unavailable as they are. */
    public HttpHandler handler(RequestObserver observer) {
        HttpHandler handler = endpoints(observer).handler();
        return originKeys
                .<HttpHandler>map(keys ->
                        new OriginGate(OriginKeys.accepted(keys.secrets(), keys.secret(), clock), clock, handler))
                .orElse(handler);
    }

    /**
     * The endpoints.
     *
     * @param observer is told of every request
     * @throws io.blindhop.protocol.store.StoreUnavailableException if the secrets cannot be read now, or do not exist yet
     */
    public SyncNode endpoints(RequestObserver observer) {
        return new SyncNode(services(), observer);
    }

    /** Signaling for a function; empty if this deployment has none. Nothing is asked for before it is needed. */
    public Optional<AwsSignaling> signaling() {
        return clients.connections().map(client -> new AwsSignaling(new ManagedConnections(client), this::services));
    }

    private NodeServices services() {
        Identity identity = secrets.readIdentity();
        Table table = storage.table();
        NodeServices origin = new NodeServices(
                storage,
                tenants(identity),
                secrets.openTokenSecrets(clock),
                new TableNonces(table),
                identity,
                new TableSystemConfig(table, settings.systemConfig(), clock),
                random,
                clock,
                options(),
                clients.backoff().timeLeft());
        // Whatever can fail has not failed: what is opened here is never closed, but by the end of the process.
        return hop(identity).map(Hop::stores).map(stores -> origin.with(stores)).orElse(origin);
    }

    private synchronized Optional<Hop> hop(Identity identity) {
        hop = hop.or(() -> settings.upstream()
                .map(upstream -> Hop.open(
                        upstream, storage, identity, random, clients.backoff().timeLeft())));
        return hop;
    }

    /** With other nodes; what was remembered of them in this process counts. */
    private synchronized Replication replication() {
        Replication known = replication.orElseGet(() -> {
            NodeServices services = services();
            List<Replication.Peers> peers = new ArrayList<>(List.of(new SyncServerPeers(services)));
            hop(services.identity()).ifPresent(some -> peers.add(some.stores().peers(services.tenants())));
            return new Replication(services, peers);
        });
        replication = Optional.of(known);
        return known;
    }

    private NodeOptions options() {
        return new NodeOptions(
                LambdaLimits.bodyBytes(),
                OptionalLong.of(LambdaLimits.RESPONSE_BYTES),
                settings.changeEvents() ? EventMode.POLLED : EventMode.OFF,
                settings.corsOrigins(),
                settings.limits(),
                settings.operator(),
                settings.signaling().options(secrets.store(), clock));
    }

    /** Maintenance; unavailable as {@link #endpoints} is. */
    public NodeMaintenance maintenance() {
        return new NodeMaintenance(
                storage,
                tenants(secrets.readIdentity()),
                settings.operator().deletionDelay(),
                settings.upstream().map(upstream -> new CacheMaintenance(storage, upstream.cacheBytes())),
                Optional.of(new NodeMaintenance.Scheduled(
                        replication(), clients.backoff().timeLeft())));
    }

    private TenantRegistry tenants(Identity identity) {
        return new TenantRegistry(storage.table(), new IdentityKeySeal(identity, random));
    }
}
