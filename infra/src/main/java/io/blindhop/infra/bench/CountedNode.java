package io.blindhop.infra.bench;

import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.cost.UsageMeter;
import io.blindhop.functions.maintenance.NodeMaintenance;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.functions.observe.JsonLines;
import io.blindhop.functions.observe.Meters;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.functions.observe.OperationSums;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.functions.signaling.ChangeFeed;
import io.blindhop.functions.signaling.NodeSignaling;
import io.blindhop.infra.gateway.GatewayOptions;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.signaling.node.ConnectionGoneException;
import io.blindhop.signaling.node.Connections;
import io.blindhop.store.dynamo.log.LogChange;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.ItemSize;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The node of a deployment in memory, called without a network: everything but the two services is the code that runs on
 * Lambda, and the services bill as AWS does.
 */
final class CountedNode implements MeasuredNode, Http.Way {
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
    private final NodeServices services;
    private final NodeInProcess node;
    private final NodeMaintenance maintenance;
    private final ChangeFeed changes;

    /** @param administrator who is granted everything under the name of {@link BenchServer#ADMINISTRATOR} */
    CountedNode(SigningKey administrator, SecureRandom random) {
        LogContext storage = new LogContext(UsageMeter.byPurpose(table), blobs, clock, random, Thread::sleep);
        this.services = NodeInProcess.services(storage, administrator, random);
        JsonLines log = new JsonLines(lines::add, "blindhop-sync", Tariff.of(Map.of()));
        this.node = new NodeInProcess(services, sums.and(log));
        this.changes = new ChangeFeed(
                NodeSignaling.of(
                        services, NOBODY, GatewayOptions.ofAws("/signaling").lifetime()),
                Generation.FIRST);
        this.maintenance = new NodeMaintenance(storage, services.tenants(), OperatorOptions.DEFAULT.deletionDelay());
    }

    @Override
    public Http.Way way() {
        return this;
    }

    @Override
    public Http.Answer send(String method, Http.Call call, Http.Body body) throws IOException {
        return node.send(method, call, body);
    }

    @Override
    public NodeServices services() {
        return services;
    }

    @Override
    public RequestObserver observer() {
        return sums;
    }

    @Override
    public List<OperationSum> requests() {
        return sums.reading();
    }

    /** The lines of all requests until now. */
    List<String> lines() {
        return lines;
    }

    @Override
    public Usage usage() {
        return meter.reading();
    }

    void maintain() {
        maintenance.run();
    }

    @Override
    public void tellOfChange(String dbId) {
        changes.tell(table.items().stream()
                .flatMap(item -> LogChange.of(item).stream())
                .filter(change -> change.store().dbId().equals(dbId))
                .reduce(LogChange::orFurther)
                .orElseThrow());
    }

    @Override
    public void advance(Duration time) {
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
