package io.blindhop.infra.aws;

import io.blindhop.functions.SyncNode;
import io.blindhop.functions.config.TableSystemConfig;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Transport;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.IdentityKeySeal;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.auth.MasterSecret;
import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.tenant.TableNonces;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.calls.Backoff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The endpoints as on Lambda, on adapters of AWS, called in this process. The clock of the node stands still. */
public final class NodeOnAws implements Transport, AutoCloseable {
    /** When the recorded session was recorded. */
    private static final long START = 1_795_341_792_000L;

    private static final int BODY_LIMIT = 5 * 1024 * 1024;

    private final SettableClock clock = new SettableClock(START);
    private final SecureRandom random = new SecureRandom();
    private final NodeServices services;
    private final SyncNode node;

    public NodeOnAws(Table table, BlobStore blobs, Backoff backoff) {
        String config =
                CapabilityRules.configGrantingEverything(Person.SYSADMIN.username(), Person.SYSADMIN.signingPem());
        this.services = new NodeServices(
                new LogContext(table, blobs, clock, random, backoff::pause),
                tenants(table),
                new MasterSecrets(List.of(MasterSecret.of(Bytes.wrap(new byte[MasterSecret.MIN_BYTES])))),
                new TableNonces(table),
                Person.SERVER.identity(),
                new TableSystemConfig(table, config, clock),
                random,
                clock,
                new NodeOptions(BODY_LIMIT, EventMode.OFF, Set.of()));
        this.node = new SyncNode(services);
    }

    /** The registry of the node over another client of the same table. */
    public TenantRegistry tenants(Table table) {
        return new TenantRegistry(table, new IdentityKeySeal(Person.SERVER.identity(), random));
    }

    public NodeServices services() {
        return services;
    }

    public void advance(Duration time) {
        clock.set(clock.millis() + time.toMillis());
    }

    @Override
    public Answer send(HttpRequest request) throws IOException {
        HttpResponse response = node.handler().handle(request);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        switch (response.body()) {
            case ResponseBody.Empty() -> {}
            case ResponseBody.Whole(Bytes bytes) -> bytes.writeTo(body);
            case ResponseBody.Streamed(var length, var writer) -> writer.write(body);
        }
        return new Answer(response.status(), response.headers(), Bytes.wrap(body.toByteArray()));
    }

    @Override
    public void close() {
        node.close();
    }
}
