package io.blindhop.functions.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom an address stands for. Never taken from a header: anybody can write one. */
final class ClientAddress {
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** The address itself; of an IPv6 address the first 64 bits, because whoever has one has all of that network. */
    static String of(String remoteAddress) {
        try {
            return InetAddress.ofLiteral(remoteAddress) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), NETWORK_BYTES)) + "/64"
                    : remoteAddress;
        } catch (IllegalArgumentException noAddress) {
            return remoteAddress;
        }
    }
}
