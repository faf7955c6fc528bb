package io.blindhop.infra.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The local networks of this machine. */
public final class Networks {
    private Networks() {}

    /**
     * One address of this machine for each network on which others can hear it; IPv4 where there is one.
     *
     * @throws IOException if the system does not say
     */
    public static List<InetAddress> addresses() throws IOException {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Networks::canBeHeard)
                    .map(Networks::address)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Those on which a server with this address to listen on is reached from another machine; none of a loopback address.
     *
     * @throws IOException if there is no such address
     */
    public static List<InetAddress> addresses(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        if (address.isAnyLocalAddress()) {
            return addresses();
        }
        return address.isLoopbackAddress() ? List.of() : List.of(address);
    }

    private static boolean canBeHeard(NetworkInterface network) {
        try {
            return network.isUp() && network.supportsMulticast() && !network.isLoopback() && !network.isPointToPoint();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<InetAddress> address(NetworkInterface network) {
        return network.inetAddresses()
                .filter(address -> address instanceof Inet4Address || !address.isLinkLocalAddress())
                .min(Comparator.comparing(address -> !(address instanceof Inet4Address)));
    }
}
