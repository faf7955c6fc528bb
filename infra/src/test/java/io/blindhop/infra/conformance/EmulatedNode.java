package io.blindhop.infra.conformance;

import io.blindhop.functions.SyncNode;
import io.blindhop.functions.config.TableSystemConfig;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.node.EventMode;
import io.blindhop.functions.node.IdentityKeySeal;
import io.blindhop.functions.node.NodeOptions;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.infra.aws.EmulatedServices;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.auth.MasterSecret;
import io.blindhop.protocol.auth.MasterSecrets;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.tenant.TableNonces;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** A node on DynamoDB Local and s3proxy. As on Lambda, it serves no change events. */
public final class EmulatedNode extends ServedNode {
    private final EmulatedServices services;
    private final SyncNode node;

    public EmulatedNode() {
        this(EmulatedServices.connect());
    }

    private EmulatedNode(EmulatedServices services) {
        this(services, node(services));
    }

    private EmulatedNode(EmulatedServices services, SyncNode node) {
        super(node.handler());
        this.services = services;
        this.node = node;
    }

    private static SyncNode node(EmulatedServices services) {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        Table table = services.newTable();
        byte[] secret = new byte[MasterSecret.MIN_BYTES];
        random.nextBytes(secret);
        String config =
                CapabilityRules.configGrantingEverything(Person.SYSADMIN.username(), Person.SYSADMIN.signingPem());
        return new SyncNode(new NodeServices(
                new LogContext(table, services.newBucket(), clock, random, Thread::sleep),
                new TenantRegistry(table, new IdentityKeySeal(Person.SERVER.identity(), random)),
                new MasterSecrets(List.of(MasterSecret.of(Bytes.wrap(secret)))),
                new TableNonces(table),
                Person.SERVER.identity(),
                new TableSystemConfig(table, config, clock),
                random,
                clock,
                new NodeOptions(BODY_LIMIT, EventMode.OFF, Set.of(ORIGIN))));
    }

    @Override
    public void close() throws IOException {
        node.close();
        super.close();
        services.close();
    }
}
