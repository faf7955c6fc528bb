package io.blindhop.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a device gets for its way to its peers:
 *
 * <pre>{"url":"wss://…","protocols":["blindhop.v1","ticket.…"],"expiresAt":1767225660000,"iceServers":[]}</pre>
 *
 * @param iceExpiresAt when the credentials of the ICE servers end; empty if they need none
 */
public record TicketAnswer(
        String url, String ticket, Instant expiresAt, List<IceServer> iceServers, Optional<Instant> iceExpiresAt) {
    public TicketAnswer {
        iceServers = List.copyOf(iceServers);
    }

    public void write(OutputStream out) throws IOException {
        JsonOut.object(out, json -> {
            json.writeStringField("url", url);
            strings(json, "protocols", List.of("blindhop.v1", "ticket." + ticket));
            json.writeNumberField("expiresAt", expiresAt.toEpochMilli());
            json.writeArrayFieldStart("iceServers");
            for (IceServer server : iceServers) {
                write(json, server);
            }
            json.writeEndArray();
            if (iceExpiresAt.isPresent()) {
                json.writeNumberField("iceExpiresAt", iceExpiresAt.get().toEpochMilli());
            }
        });
    }

    private static void write(JsonGenerator json, IceServer server) throws IOException {
        json.writeStartObject();
        strings(json, "urls", server.urls());
        if (server.username().isPresent() && server.credential().isPresent()) {
            json.writeStringField("username", server.username().get());
            json.writeStringField("credential", server.credential().get());
        }
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** A ticket is a credential and does not belong into a log. */
    @Override
    public String toString() {
        return "a ticket for " + url;
    }
}
