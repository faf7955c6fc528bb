package io.blindhop.infra.bench;

import io.blindhop.functions.SyncNode;
import io.blindhop.functions.config.TableSystemConfig;
import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.cost.UsageMeter;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.functions.maintenance.NodeMaintenance;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.IdentityKeySeal;
import io.blindhop.functions.node.LambdaLimits;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.functions.observe.JsonLines;
import io.blindhop.functions.observe.Meters;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.functions.observe.OperationSums;
import io.blindhop.functions.signaling.ChangeFeed;
import io.blindhop.functions.signaling.NodeSignaling;
import io.blindhop.infra.gateway.GatewayOptions;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.auth.MasterSecret;
import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.crypto.UnwrappingKey;
import io.blindhop.signaling.node.ConnectionGoneException;
import io.blindhop.signaling.node.Connections;
import io.blindhop.store.dynamo.log.LogChange;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.ItemSize;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.dynamo.tenant.TableNonces;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.s3.blob.BlobMeter;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The node of a deployment in memory, called without a network: everything but the two services is the code that runs on
 * Lambda, and the services bill as AWS does.
 */
final class CountedNode implements Http.Way {
    /** What DynamoDB adds to every item that it stores, see the page on item sizes that {@link ItemSize} names. */
    private static final int STORED_WITH_AN_ITEM = 100;

    /** Who is connected. */
    private static final Connections NOBODY = new Connections() {
        @Override
        public void post(String connectionId, String message) throws ConnectionGoneException {
            throw new ConnectionGoneException();
        }

        @Override
        public void close(String connectionId) {
            // It is not open.
        }
    };

    static final Instant START = Instant.parse("2026-01-01T00:00:00.123Z");

    private final MovableClock clock = new MovableClock(Clock.fixed(START, ZoneOffset.UTC), Duration.ZERO);
    private final UsageMeter meter = new UsageMeter();
    private final OperationSums sums = new OperationSums(Tariff.of(Map.of()));
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final InMemoryTable table = new InMemoryTable(new Meters().and((TableMeter) meter));
    private final InMemoryBlobStore blobs = new InMemoryBlobStore(new Meters().and((BlobMeter) meter));
    private final SyncNode node;
    private final NodeMaintenance maintenance;
    private final ChangeFeed changes;

    /** @param administrator who is granted everything under the name of {@link BenchServer#ADMINISTRATOR} */
    CountedNode(SigningKey administrator, SecureRandom random) {
        Identity identity = new Identity("CN=counted", SigningKey.generate(random), UnwrappingKey.generate(random));
        LogContext storage = new LogContext(table, blobs, clock, random, Thread::sleep);
        TenantRegistry tenants = new TenantRegistry(table, new IdentityKeySeal(identity, random));
        String config = CapabilityRules.configGrantingEverything(BenchServer.ADMINISTRATOR, administrator.publicPem());
        NodeServices services = new NodeServices(
                storage,
                tenants,
                new MasterSecrets(List.of(MasterSecret.of(Bytes.wrap(new byte[MasterSecret.MIN_BYTES])))),
                new TableNonces(table),
                identity,
                new TableSystemConfig(table, config, clock),
                random,
                clock,
                new NodeOptions(LambdaLimits.bodyBytes(), EventMode.OFF, Set.of()));
        JsonLines log = new JsonLines(lines::add, "blindhop-sync", Tariff.of(Map.of()));
        this.node = new SyncNode(services, sums.and(log));
        this.changes = new ChangeFeed(
                NodeSignaling.of(
                        services, NOBODY, GatewayOptions.ofAws("/signaling").lifetime()),
                Generation.FIRST);
        this.maintenance = new NodeMaintenance(storage, tenants, OperatorOptions.DEFAULT.deletionDelay());
    }

    @Override
    public Http.Answer send(String method, Http.Call call, Http.Body body) throws IOException {
        Headers headers = Headers.of("Content-Type", body.contentType());
        Headers all = call.token().isEmpty() ? headers : headers.with("Authorization", "Bearer " + call.token());
        HttpHandler handler = node.handler();
        HttpResponse response = handler.handle(new HttpRequest(method, call.path(), all, body.bytes(), "127.0.0.1"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (response.body()) {
            case ResponseBody.Empty() -> {}
            case ResponseBody.Whole(var whole) -> whole.writeTo(bytes);
            case ResponseBody.Streamed(var length, var writer) -> writer.write(bytes);
        }
        return new Http.Answer(response.status(), Bytes.wrap(bytes.toByteArray()));
    }

    /** What all requests consumed until now. */
    List<OperationSum> requests() {
        return sums.reading();
    }

    /** The lines of all requests until now. */
    List<String> lines() {
        return lines;
    }

    /** What was consumed until now, by whomever. */
    Usage usage() {
        return meter.reading();
    }

    void maintain() {
        maintenance.run();
    }

    /** Does what notify does when the stream tells of the newest commit of a database. */
    void tellOfChange(String dbId) {
        changes.tell(table.items().stream()
                .flatMap(item -> LogChange.of(item).stream())
                .filter(change -> change.store().dbId().equals(dbId))
                .reduce(LogChange::orFurther)
                .orElseThrow());
    }

    void advance(Duration time) {
        clock.advance(time);
    }

    /** What DynamoDB bills as stored. */
    long tableBytes() {
        return table.items().stream()
                .mapToLong(item -> (long) ItemSize.of(item) + STORED_WITH_AN_ITEM)
                .sum();
    }

    /** What S3 bills as stored. */
    long objectBytes() {
        return blobs.list("", "").stream().mapToLong(blob -> blob.size()).sum();
    }

    @Override
    public void close() {
        node.close();
    }
}
