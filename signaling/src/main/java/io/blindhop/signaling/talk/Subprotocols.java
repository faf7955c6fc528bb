package io.blindhop.signaling.talk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a client offers in {@code Sec-WebSocket-Protocol}: {@code blindhop.v1, ticket.<base64url>}. */
public final class Subprotocols {
    /** The one that is spoken, and the only one that the answer names. */
    public static final String V1 = "blindhop.v1";

    /** In front of the ticket. */
    public static final String TICKET = "ticket.";

    private Subprotocols() {}

    /** The ticket, if exactly one is offered and the protocol is one that we speak. */
    public static Optional<String> ticket(String header) {
        List<String> offered =
                Arrays.stream(header.split(",", -1)).map(String::strip).toList();
        List<String> tickets = offered.stream()
                .filter(one -> one.startsWith(TICKET))
                .map(one -> one.substring(TICKET.length()))
                .toList();
        return offered.contains(V1) && tickets.size() == 1 ? Optional.of(tickets.getFirst()) : Optional.empty();
    }
}
