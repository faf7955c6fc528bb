package io.blindhop.infra.remote;

import io.blindhop.functions.fixture.Person;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.client.CallContext;
import io.blindhop.protocol.client.RemoteTenant;
import io.blindhop.protocol.client.RetryPolicy;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.network.HttpOptions;
import io.blindhop.protocol.network.HttpTransport;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ContentAddressedStoreContract;
import io.blindhop.protocol.store.StoreKind;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** A store of a server of ours, over real HTTP, is a store like every other. */
abstract class RemoteStoreContract extends ContentAddressedStoreContract {
    private static final int BODY_LIMIT = 1024 * 1024;

    private Upstream upstream;
    private NetworkTransport transport;

    /** What the server cannot do. */
    abstract Set<String> unknownAbilities();

    /** Who logs in. */
    Identity identity(Upstream to) {
        return Person.ALICE.identity();
    }

    @Override
    protected ContentAddressedStore newStore(Clock clock) {
        upstream = new Upstream(clock, SERVER_KEY, BODY_LIMIT, AUTHORS);
        transport = new OlderServer(new HttpTransport(HttpOptions.of(upstream.base())), unknownAbilities());
        RemoteTenant tenant = new RemoteTenant(
                transport,
                new TenantId(Upstream.TENANT),
                identity(upstream),
                clock,
                new SecureRandom(),
                RetryPolicy.once());
        return tenant.store(new DatabaseId(DB_ID), StoreKind.DOCS, CallContext.UNLIMITED);
    }

    @Override
    protected boolean usesTheGivenWitness() {
        return false;
    }

    @AfterEach
    void close() {
        transport.close();
        upstream.close();
    }
}
