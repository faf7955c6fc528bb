package io.blindhop.infra.remote;

import io.blindhop.functions.SyncNode;
import io.blindhop.functions.config.TableSystemConfig;
import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.IdentityKeySeal;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.infra.server.LocalServer;
import io.blindhop.infra.server.ServerOptions;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.auth.MasterSecret;
import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.tenant.TableNonces;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A server of ours on a free port, its data in memory, with one tenant in which some authors are granted. */
final class Upstream implements AutoCloseable {
    static final String TENANT = "upstream";

    private final SyncNode node;
    private final LocalServer server;
    private final HttpTransport http;
    private final TestTenant tenant;

    /** @param signing the key of its receipts */
    Upstream(Clock clock, SigningKey signing, int bodyLimit, List<SigningKey> authors) {
        Identity identity = new Identity(
                Person.SERVER.username(), signing, Person.SERVER.identity().encryption());
        SecureRandom random = new SecureRandom();
        InMemoryTable table = new InMemoryTable();
        String config =
                CapabilityRules.configGrantingEverything(Person.SYSADMIN.username(), Person.SYSADMIN.signingPem());
        this.node = new SyncNode(new NodeServices(
                new LogContext(table, new InMemoryBlobStore(), clock, random, pause -> Thread.sleep(1)),
                new TenantRegistry(table, new IdentityKeySeal(identity, random)),
                new MasterSecrets(List.of(MasterSecret.of(Bytes.wrap(new byte[MasterSecret.MIN_BYTES])))),
                new TableNonces(table),
                identity,
                new TableSystemConfig(table, config, clock),
                random,
                clock,
                new NodeOptions(bodyLimit, EventMode.OFF, Set.of())));
        try {
            this.server = LocalServer.start(ServerOptions.of("127.0.0.1", 0, bodyLimit), node.handler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.http = new HttpTransport(base());
        this.tenant = TestTenant.register(http, TENANT).grant(granted(authors));
    }

    private static Person[] granted(List<SigningKey> authors) {
        return IntStream.range(0, authors.size())
                .mapToObj(i -> new Person(new Identity(
                        "cn=" + "author".repeat(i + 1),
                        authors.get(i),
                        Person.BOB.identity().encryption())))
                .toArray(Person[]::new);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** From now on that identity may log in as a server. */
    void trust(Identity other) {
        tenant.operator(
                "POST",
                "/system/trusted-servers",
                WireEntries.object()
                        .put("name", other.username())
                        .put("signingPublicKey", other.signing().publicPem())
                        .put("encryptionPublicKey", other.encryption().publicPem()));
    }

    TestTenant tenant() {
        return tenant;
    }

    @Override
    public void close() {
        http.close();
        server.close();
        node.close();
    }
}
