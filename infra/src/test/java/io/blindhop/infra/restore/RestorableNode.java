package io.blindhop.infra.restore;

import io.blindhop.functions.SyncNode;
import io.blindhop.functions.config.TableSystemConfig;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.Transport;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.maintenance.NodeMaintenance;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.IdentityKeySeal;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.infra.embedded.FileBlobStore;
import io.blindhop.infra.embedded.SqliteTable;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.auth.MasterSecret;
import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.dynamo.tenant.TableNonces;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.s3.blob.BlobMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A node on a SQLite file and a folder of objects, on a clock that stands still. Its table can be replaced by an older copy;
 * objects and secrets are of today, as they are in a deployment whose table is restored to a point in time.
 */
final class RestorableNode implements Transport, AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SettableClock clock = new SettableClock(TestNode.START);
    private final Path folder;
    private final FileBlobStore blobs;
    private Generation generation = Generation.FIRST;
    private SqliteTable table;
    private NodeServices services;
    private SyncNode node;

    RestorableNode(Path folder) {
        this.folder = folder;
        this.blobs = FileBlobStore.open(folder.resolve("objects"), BlobMeter.NONE);
        this.table = openTable();
        this.services = services(Generation.FIRST);
        this.node = new SyncNode(services);
    }

    private SqliteTable openTable() {
        return SqliteTable.open(folder, TableMeter.NONE, clock);
    }

    private NodeServices services(Generation of) {
        String config =
                CapabilityRules.configGrantingEverything(Person.SYSADMIN.username(), Person.SYSADMIN.signingPem());
        return new NodeServices(
                new LogContext(table, blobs, clock, RANDOM, pause -> Thread.sleep(1)).in(of),
                new TenantRegistry(table, new IdentityKeySeal(Person.SERVER.identity(), RANDOM)),
                new MasterSecrets(List.of(MasterSecret.of(Bytes.wrap(new byte[MasterSecret.MIN_BYTES])))),
                new TableNonces(table),
                Person.SERVER.identity(),
                new TableSystemConfig(table, config, clock),
                RANDOM,
                clock,
                new NodeOptions(TestNode.BODY_LIMIT, EventMode.OFF, Set.of()));
    }

    /** The table as it is now, in a file. */
    Path copyOfTable() {
        try {
            stop();
            Path copy = Files.createTempFile(folder, "copy", ".sqlite");
            Files.write(copy, Files.readAllBytes(folder.resolve(SqliteTable.FILE)));
            start(generation);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an operator does: stops the node, puts back the copy, counts on by one, starts the node. */
    void restore(Path copy) {
        try {
            stop();
            Files.write(folder.resolve(SqliteTable.FILE), Files.readAllBytes(copy));
            start(new Generation(generation.number() + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        node.close();
        table.close();
    }

    private void start(Generation next) {
        generation = next;
        table = openTable();
        services = services(next);
        node = new SyncNode(services);
    }

    /** A process on the same table that takes it to be of another generation. */
    Transport processOf(Generation other) {
        SyncNode another = new SyncNode(services(other));
        return request -> TestNode.answer(another.handler().handle(request));
    }

    /** Lets maintenance do all there is to do, which takes hours. */
    void maintain() {
        NodeMaintenance maintenance = new NodeMaintenance(services.storage(), services.tenants(), Duration.ofDays(7));
        for (int hour = 0; hour < 5; hour++) {
            maintenance.run();
            clock.set(clock.millis() + LogLimits.LITTER_GRACE.toMillis() + 1);
        }
    }

    List<String> objects() {
        return blobs.list("", "").stream().map(blob -> blob.name()).toList();
    }

    @Override
    public Answer send(HttpRequest request) throws IOException {
        return TestNode.answer(node.handler().handle(request));
    }

    @Override
    public void close() {
        stop();
        blobs.close();
    }
}
