package io.blindhop.functions.lambda.node;

import io.blindhop.functions.SyncNode;
import io.blindhop.functions.config.TableSystemConfig;
import io.blindhop.functions.lambda.secrets.AwsSecretStore;
import io.blindhop.functions.lambda.secrets.NodeSecrets;
import io.blindhop.functions.maintenance.NodeMaintenance;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.IdentityKeySeal;
import io.blindhop.functions.node.LambdaLimits;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.observe.Meters;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.dynamo.aws.DynamoDbTable;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.tenant.TableNonces;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.s3.aws.S3BlobStore;
import io.blindhop.store.s3.calls.Backoff;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;

/** The node of a deployment: the same endpoints and the same maintenance as of the local server, on DynamoDB and S3. */
public final class AwsNode {
    private final FunctionSettings settings;
    private final AwsClients clients;
    private final NodeSecrets secrets;
    private final LogContext storage;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();

    public AwsNode(FunctionSettings settings, AwsClients clients) {
        this.settings = settings;
        this.clients = clients;
        this.secrets = new NodeSecrets(
                new AwsSecretStore(clients.secrets()), settings.identitySecret(), settings.tokenSecret());
        Meters meters = new Meters();
        Table table = new DynamoDbTable(clients.table(), settings.table(), meters, clients.backoff());
        S3BlobStore blobs = new S3BlobStore(clients.blobs(), settings.bucket(), meters, clients.backoff());
        this.storage = new LogContext(table, blobs, clock, random, clients.backoff()::pause);
    }

    /**
     * The node that the environment of a function describes.
     *
     * @throws io.blindhop.functions.settings.InvalidSettingsException if it describes none
     */
    public static AwsNode open(Map<String, String> environment, TimeLeft timeLeft) {
        FunctionSettings settings = FunctionSettings.read(environment);
        Backoff backoff = Backoff.standard(timeLeft, new SecureRandom(), Thread::sleep);
        return new AwsNode(settings, AwsClients.open(environment.get("AWS_REGION"), backoff));
    }

    public NodeSecrets secrets() {
        return secrets;
    }

    /**
     * The endpoints.
     *
     * @param observer is told of every request
     * @throws io.blindhop.protocol.store.StoreUnavailableException if the secrets cannot be read now, or do not exist yet
     */
    public SyncNode endpoints(RequestObserver observer) {
        Identity identity = secrets.readIdentity();
        Table table = storage.table();
        NodeServices services = new NodeServices(
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
        return new SyncNode(services, observer);
    }

    private NodeOptions options() {
        return new NodeOptions(
                LambdaLimits.bodyBytes(),
                OptionalLong.of(LambdaLimits.RESPONSE_BYTES),
                settings.changeEvents() ? EventMode.POLLED : EventMode.OFF,
                settings.corsOrigins(),
                settings.limits(),
                settings.operator());
    }

    /** Maintenance; unavailable as {@link #endpoints} is. */
    public NodeMaintenance maintenance() {
        return new NodeMaintenance(
                storage, tenants(secrets.readIdentity()), settings.operator().deletionDelay());
    }

    private TenantRegistry tenants(Identity identity) {
        return new TenantRegistry(storage.table(), new IdentityKeySeal(identity, random));
    }
}
