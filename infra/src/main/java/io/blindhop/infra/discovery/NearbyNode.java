package io.blindhop.infra.discovery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A node as it is announced. Whoever is on the network can announce what they like: this says where to look, and not whom to
 * believe.
 *
 * @param name of the announcement
 * @param addresses at least one; the one to try first is first
 * @param path at which the node is at its host, with a slash at its beginning
 * @param tls whether it speaks HTTPS
 * @param key fingerprint of the node's signing key, as its start prints it; empty if it is not said
 */
public record NearbyNode(
        String name, List<InetAddress> addresses, int port, String path, boolean tls, Optional<String> key) {
    static final String SERVICE = "_blindhop._tcp.local.";

    private static final String PATH = "path";
    private static final String TLS = "tls";
    private static final String KEY = "key";
    private static final Pattern PATHS = Pattern.compile("/[A-Za-z0-9._~/-]{0,200}");
    private static final Pattern KEYS = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){7}");

    public NearbyNode {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a node that is announced has an address: " + name);
        }
    }

    /** Of the local server, which is at the root of its port and leaves TLS to others. */
    public static NearbyNode ofServer(List<InetAddress> addresses, int port, String key) {
        return new NearbyNode(
                "blindhop-" + key.replace(":", "").substring(0, 8), addresses, port, "/", false, Optional.of(key));
    }

    /** @return empty if what was heard is no node that could be asked */
    static Optional<NearbyNode> heard(String name, List<InetAddress> addresses, int port, Map<String, String> said) {
        String path = said.getOrDefault(PATH, "/");
        if (addresses.isEmpty()
                || port < 1
                || port > 65_535
                || !PATHS.matcher(path).matches()) {
            return Optional.empty();
        }
        Optional<String> key = Optional.ofNullable(said.get(KEY))
                .filter(text -> KEYS.matcher(text).matches());
        return Optional.of(new NearbyNode(name, addresses, port, path, "1".equals(said.get(TLS)), key));
    }

    /** The TXT record: nothing in it that the node does not tell everybody who asks. */
    Map<String, String> says() {
        Map<String, String> says = new HashMap<>(Map.of(PATH, path, TLS, tls ? "1" : "0"));
        key.ifPresent(fingerprint -> says.put(KEY, fingerprint));
        return Map.copyOf(says);
    }

    /** Where to point a client. */
    public URI url() {
        return URI.create((tls ? "https" : "http") + "://" + host(addresses.getFirst()) + ":" + port
                + (path.equals("/") ? "" : path));
    }

    private static String host(InetAddress address) {
        String text = address.getHostAddress().replaceAll("%.*", "");
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }
}
