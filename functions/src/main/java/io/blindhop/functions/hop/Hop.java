package io.blindhop.functions.hop;

import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.network.CircuitBreaker;
import io.blindhop.protocol.network.HttpOptions;
import io.blindhop.protocol.network.HttpTransport;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.RestedTransport;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.dynamo.log.LogContext;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What makes a node a hop: a way to each of its upstreams over HTTP, and stores that use it. One for the life of a process. No request
 * to the upstream takes longer than whoever asked has left; an upstream that is away costs a wait of some seconds, and after
 * three of them nothing for a while.
 */
public final class Hop implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration REST = Duration.ofSeconds(20);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    private final List<NetworkTransport> transports;
    private final HopStores stores;

    private Hop(List<NetworkTransport> transports, HopStores stores) {
        this.transports = List.copyOf(transports);
        this.stores = stores;
    }

    /**
     * @param storage of this node
     * @param identity of this node, which the upstream is to trust
     * @param timeLeft of the request that is being answered
     */
    public static Hop open(
            HopOptions options, LogContext storage, Identity identity, SecureRandom random, TimeLeft timeLeft) {
        List<NetworkTransport> transports = options.upstreams().stream()
                .map(url -> transport(url, storage.clock()))
                .toList();
        List<Upstream> upstreams = transports.stream()
                .map(transport -> new Upstream(transport, identity, storage.clock(), random, timeLeft))
                .toList();
        return new Hop(transports, new HopStores(storage, options, upstreams));
    }

    private static NetworkTransport transport(URI url, InstantSource clock) {
        HttpOptions http = new HttpOptions(url, CONNECT, SILENCE);
        return new CircuitBreaker(new RestedTransport(() -> new HttpTransport(http), REST, clock), LEFT_ALONE, clock);
    }

    public HopStores stores() {
        return stores;
    }

    /** Ends the requests that are on their way to the upstream. */
    @Override
    public void close() {
        transports.forEach(NetworkTransport::close);
    }
}
