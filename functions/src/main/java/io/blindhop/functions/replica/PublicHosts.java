package io.blindhop.functions.replica;

import io.blindhop.functions.node.ReservedAddresses;
import io.blindhop.protocol.network.Answer;
import io.blindhop.protocol.network.NetworkTransport;
import io.blindhop.protocol.network.RemoteUnreachableException;
import io.blindhop.protocol.network.Request;
import io.blindhop.protocol.store.TimeLeft;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A way to a node, over TLS, that is not taken while its name stands for an address that is not a public one. The name is looked
 * up before every request.
 *
 * <p>What is left: {@link java.net.http.HttpClient} cannot be given an address and looks the name up again when it connects. Both
 * are answered by what the JVM remembers, for 30 seconds unless it is told otherwise, so they differ only if that ends between
 * the two. Whoever answers for the name and hits that moment has this node begin a TLS handshake at an address of their choice,
 * and may learn whether something listens there. No request is sent: what listens has no certificate for the name.
 */
final class PublicHosts implements NetworkTransport {
    private final NetworkTransport transport;
    private final String host;
    private final Resolver resolver;

    /** Looks up names. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    PublicHosts(NetworkTransport transport, String host, Resolver resolver) {
        this.transport = transport;
        this.host = host;
        this.resolver = resolver;
    }

    @Override
    public Answer send(Request request, TimeLeft timeLeft) {
        try {
            for (InetAddress address : resolver.resolve(host)) {
                if (ReservedAddresses.contain(address.getHostAddress().replaceAll("%.*", ""))) {
                    throw new RemoteUnreachableException(
                            host + " stands for a loopback, private or link-local address and is not called");
                }
            }
        } catch (UnknownHostException e) {
            throw new RemoteUnreachableException(host + " stands for no address", e);
        }
        return transport.send(request, timeLeft);
    }

    @Override
    public String remote() {
        return transport.remote();
    }

    @Override
    public void close() {
        transport.close();
    }
}
