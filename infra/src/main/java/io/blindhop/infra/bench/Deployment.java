package io.blindhop.infra.bench;

import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.maintenance.NodeMaintenance;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.functions.observe.OperationSum;
import io.blindhop.functions.observe.OperationSums;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.s3.StoreId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/**
 * A node with one tenant, on services of its own; what it consumes is counted as AWS would bill it. Client and node share
 * this process.
 */
public final class Deployment implements AutoCloseable {
    private static final long SEED = 20_260_101L;

    private final Services kind;
    private final MeasuredNode node;
    private final NodeMaintenance maintenance;
    private final SigningKey administrator;
    private final Http http;
    private final BenchTenant tenant;

    /** Where a node keeps what it keeps, and how it is asked. */
    public enum Services {
        /** The local server on a SQLite file and a folder of objects, over HTTP; its times are real. */
        EMBEDDED,
        /** The adapters of AWS before DynamoDB Local and s3proxy; its times are those of the emulators. */
        EMULATED,
        /** In memory: only what is counted means anything, and that is the same at every run. */
        COUNTING;

        /** Whether it says anything that something took so long. */
        public boolean timed() {
            return this != COUNTING;
        }
    }

    private Deployment(Services kind, MeasuredNode node, SigningKey administrator, SecureRandom random) {
        this.kind = kind;
        this.node = node;
        this.administrator = administrator;
        NodeServices services = node.services();
        this.maintenance =
                new NodeMaintenance(services.storage(), services.tenants(), OperatorOptions.DEFAULT.deletionDelay());
        this.http = new Http(node.way());
        this.tenant = BenchTenant.register(
                http, administrator, random, services.clock().instant().toEpochMilli());
    }

    /**
     * @param data an empty folder; the caller removes it
     * @throws IOException if the folder cannot be used
     * @throws IllegalStateException if the libraries of the emulators are not there
     */
    public static Deployment open(Services kind, Path data) throws IOException {
        SecureRandom random = kind.timed() ? new SecureRandom() : new SeededRandom(SEED);
        SigningKey administrator = SigningKey.generate(random);
        MeasuredNode node = switch (kind) {
            case EMBEDDED -> new EmbeddedNode(data, administrator);
            case EMULATED -> new EmulatedNode(administrator, random);
            case COUNTING -> new CountedNode(administrator, new SeededRandom(SEED + 1));
        };
        return new Deployment(kind, node, administrator, random);
    }

    public Services kind() {
        return kind;
    }

    public BenchTenant tenant() {
        return tenant;
    }

    /** A further tenant, whose devices have the encryption key of the first. */
    public BenchTenant register(String id, int users) {
        return tenant.another(
                id, users, administrator, node.services().clock().instant().toEpochMilli());
    }

    /** What its stores share. */
    public LogContext storage() {
        return node.services().storage();
    }

    /** The same as a process has it that has just begun. */
    public LogContext process() {
        LogContext storage = storage();
        return new LogContext(storage.table(), storage.blobs(), storage.clock(), storage.random(), storage.pause());
    }

    /** The same store by way of a process that has just begun. */
    public RemoteStore cold(RemoteStore store) {
        NodeServices warm = node.services();
        NodeServices cold = new NodeServices(
                process(),
                warm.tenants(),
                warm.secrets(),
                warm.nonces(),
                warm.identity(),
                warm.config(),
                warm.random(),
                warm.clock(),
                warm.options(),
                warm.timeLeft());
        return store.through(new Http(new NodeInProcess(cold, node.observer())));
    }

    /** A database of the first tenant. */
    public StoreId store(String dbId) {
        return new StoreId(tenant.incarnation(node.services().tenants()), dbId, StoreKind.DOCS);
    }

    /** What some work consumed, and how long it took. */
    public Consumed measured(Runnable work) {
        Usage before = node.usage();
        List<OperationSum> known = node.requests();
        long start = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - start;
        node.awaitEnds();
        return new Consumed(nanos, node.usage().minus(before), OperationSums.between(known, node.requests()));
    }

    /** What a run of maintenance consumed that comes so long after what was before it. */
    public Usage maintain(Duration later) {
        node.advance(later);
        Usage before = node.usage();
        maintenance.run();
        return node.usage().minus(before);
    }

    /** What it consumed to tell of the newest commit of a database; nothing where there is no signaling. */
    public Usage tellOfChange(String dbId) {
        Usage before = node.usage();
        node.tellOfChange(dbId);
        return node.usage().minus(before);
    }

    @Override
    public void close() throws IOException {
        http.close();
        node.close();
    }
}
