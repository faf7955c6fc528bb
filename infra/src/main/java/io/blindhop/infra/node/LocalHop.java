package io.blindhop.infra.node;

import io.blindhop.functions.hop.HopOptions;
import io.blindhop.functions.hop.HopStores;
import io.blindhop.functions.hop.Upstream;
import io.blindhop.functions.node.Stores;
import io.blindhop.protocol.network.CircuitBreaker;
import io.blindhop.protocol.network.HttpOptions;
import io.blindhop.protocol.network.HttpTransport;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.dynamo.cache.CacheMaintenance;
import io.blindhop.store.dynamo.log.LogContext;
import java.security.SecureRandom;
import java.time.Duration;

/** What makes a local server a hop. */
final class LocalHop implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    private final NetworkTransport transport;
    private final Stores stores;
    private final CacheMaintenance caches;

    private LocalHop(NetworkTransport transport, Stores stores, CacheMaintenance caches) {
        this.transport = transport;
        this.stores = stores;
        this.caches = caches;
    }

    static LocalHop open(HopOptions options, LogContext storage, NodeContext context) {
        NetworkTransport transport = new CircuitBreaker(
                new HttpTransport(new HttpOptions(options.upstream(), CONNECT, SILENCE)), LEFT_ALONE, storage.clock());
        Upstream upstream =
                new Upstream(transport, context.server(), storage.clock(), new SecureRandom(), TimeLeft.UNLIMITED);
        return new LocalHop(
                transport,
                new HopStores(storage, options, upstream),
                new CacheMaintenance(storage, options.cacheBytes()));
    }

    Stores stores() {
        return stores;
    }

    CacheMaintenance caches() {
        return caches;
    }

    @Override
    public void close() {
        transport.close();
    }
}
