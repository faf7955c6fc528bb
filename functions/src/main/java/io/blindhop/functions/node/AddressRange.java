package io.blindhop.functions.node;

import io.blindhop.protocol.Bytes;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** All addresses that begin with the same bits. An IPv4 address inside an IPv6 one counts as the IPv4 address. */
record AddressRange(Bytes base, int bits) {
    private static final Pattern V4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    /** Only what can be no host name: a name would be looked up. */
    private static final Pattern V6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]+");

    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        Bytes base = bytes(address).orElseThrow(() -> wrong(text));
        int all = base.length() * 8;
        int bits = slash < 0 ? all : bits(text, text.substring(slash + 1), all);
        return new AddressRange(base, bits);
    }

    private static int bits(String text, String number, int most) {
        if (!number.matches("\\d{1,3}") || Integer.parseInt(number) > most) {
            throw wrong(text);
        }
        return Integer.parseInt(number);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is neither an address nor a range such as 10.0.0.0/8 or 2001:db8::/32");
    }

    /** The 4 or 16 bytes of an address; empty if it is none. */
    static Optional<Bytes> bytes(String address) {
        if (!V4.matcher(address).matches() && !V6.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Bytes.wrap(InetAddress.ofLiteral(address).getAddress()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    boolean contains(Bytes address) {
        if (address.length() != base.length()) {
            return false;
        }
        byte[] mine = base.toArray();
        byte[] other = address.toArray();
        int bit = 0;
        while (bit < bits && ((mine[bit / 8] ^ other[bit / 8]) & (0x80 >> (bit % 8))) == 0) {
            bit++;
        }
        return bit == bits;
    }
}
