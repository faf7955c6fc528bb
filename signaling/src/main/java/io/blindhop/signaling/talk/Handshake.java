package io.blindhop.signaling.talk;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.Ticket;
import io.blindhop.protocol.crypto.Pem;
import io.blindhop.signaling.node.SignalingServices;
import io.blindhop.signaling.room.ConnectionRows;
import io.blindhop.signaling.room.LiveConnection;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Lets a connection in that has a ticket, which it spends. A connection that is refused writes nothing. */
final class Handshake {
    private static final int KEY_BYTES = 32;
    private static final int PEER_BYTES = 16;
    private static final String ANY = "*";

    private final SignalingServices services;
    private final ConnectionRows rows;

    Handshake(SignalingServices services, ConnectionRows rows) {
        this.services = services;
        this.rows = rows;
    }

    void accept(String connectionId, String subprotocols, Optional<String> origin) throws ConnectionRefusedException {
        Ticket ticket = Subprotocols.ticket(subprotocols)
                .flatMap(services.tickets()::check)
                .orElseThrow(() -> new ConnectionRefusedException(
                        401,
                        "Offer the subprotocols blindhop.v1 and ticket.<a ticket that is not older than a minute>"));
        if (!ticket.origin().equals(origin) || !isAllowed(origin)) {
            throw new ConnectionRefusedException(403, "The ticket was given to another origin");
        }
        if (services.devices().standing(ticket.realm(), ticket.deviceKey()).isEmpty()) {
            throw new ConnectionRefusedException(401, "The device is no longer in force");
        }
        if (!services.nonces().spend(ticket.nonce(), ticket.expiresAt())) {
            throw new ConnectionRefusedException(401, "The ticket was used before");
        }
        rows.create(new LiveConnection(
                connectionId,
                ticket.realm(),
                ticket.deviceKey(),
                randomId(),
                device(ticket.deviceKey()),
                services.clock().instant().plus(services.lifetime()),
                Optional.empty(),
                List.of(),
                List.of(),
                0));
    }

    /** What is no browser has no origin, and nothing that a list of origins could protect. */
    private boolean isAllowed(Optional<String> origin) {
        return origin.isEmpty()
                || services.origins().isEmpty()
                || services.origins().contains(ANY)
                || services.origins().contains(origin.get());
    }

    private String randomId() {
        byte[] id = new byte[PEER_BYTES];
        services.random().nextBytes(id);
        return base64Url(Bytes.wrap(id));
    }

    private static String device(String pem) {
        Bytes spki = Pem.parse(pem);
        return base64Url(spki.slice(spki.length() - KEY_BYTES, KEY_BYTES));
    }

    private static String base64Url(Bytes bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toArray());
    }
}
