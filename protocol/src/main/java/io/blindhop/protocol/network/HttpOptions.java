package io.blindhop.protocol.network;

import java.net.URI;
import java.time.Duration;

/**
 * Where a node is and how patient its clients are, apart from the time that a caller has.
 *
 * @param base {@code http} or {@code https}, with a path if the node is not at the root of its host; no query, no user
 * @param connectWithin until there is a connection
 * @param silence the longest wait for the head of an answer, or for more of its body
 */
public record HttpOptions(URI base, Duration connectWithin, Duration silence) {
    public HttpOptions {
        String scheme = String.valueOf(base.getScheme());
        if (!(scheme.equals("http") || scheme.equals("https"))
                || base.getHost() == null
                || base.getRawUserInfo() != null
                || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the URL of a node is http or https, a host and perhaps a port and a path, nothing else");
        }
        requirePositive("connectWithin", connectWithin);
        requirePositive("silence", silence);
    }

    /** Five seconds for a connection, a minute for a word. */
    public static HttpOptions of(URI base) {
        return new HttpOptions(base, Duration.ofSeconds(5), Duration.ofSeconds(60));
    }

    /** Without a slash at the end. */
    String prefix() {
        return base.toString().replaceFirst("/+$", "");
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than 0: " + duration);
        }
    }
}
