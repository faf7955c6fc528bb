package io.blindhop.infra.gateway;

import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * What the API knows of a connection from its handshake.
 *
 * @param id like {@code L0SM9cOFvHcCIhw=}: the sign at the end must be escaped in a path
 * @param domain the host that the client asked for
 * @param userAgent empty if it named none
 */
record GatewayConnection(String id, String domain, String sourceIp, String userAgent, Instant connectedAt) {
    private static final int ID_BYTES = 11;

    /** As long as those of API Gateway, for connections and for requests. */
    static String newId(RandomGenerator random) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().encodeToString(id);
    }
}
