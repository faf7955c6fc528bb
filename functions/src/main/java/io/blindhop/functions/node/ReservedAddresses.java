package io.blindhop.functions.node;

/** Addresses that are not those of hosts on the public internet: loopback, private, link-local and the like, and IPv6 ones that stand for an IPv4 address of any kind. */
public final class ReservedAddresses {
    private static final AddressList RESERVED = AddressList.parse(String.join(
            ",",
            "0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24",
            "192.168.0.0/16, 198.18.0.0/15, 224.0.0.0/3",
            "::/8, 64:ff9b::/96, 64:ff9b:1::/48, 2001::/32, 2002::/16, fc00::/7, fe80::/10, fec0::/10, ff00::/8"));

    private ReservedAddresses() {}

    /** @param address in its usual spelling, without brackets and zone */
    public static boolean contain(String address) {
        return RESERVED.contains(address);
    }
}
