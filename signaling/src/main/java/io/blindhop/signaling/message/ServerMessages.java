package io.blindhop.signaling.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Writes what the server says, for instance
 *
 * <pre>{"type":"peer-left","room":"db:main","peer":"Zk3v0cQx2b7Yl9d1mPq4Rg"}</pre>
 */
public final class ServerMessages {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ServerMessages() {}

    /** A message that answers none. */
    public static String write(ServerMessage message) {
        return write(message, Optional.empty());
    }

    /** @param re what the client calls the message that is answered */
    public static String write(ServerMessage message, Optional<String> re) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            members(json, message);
            if (re.isPresent()) {
                json.writeStringField("re", re.get());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string does not fail", e);
        }
        return text.toString();
    }

    private static void members(JsonGenerator json, ServerMessage message) throws IOException {
        switch (message) {
            case ServerMessage.Welcome(var peer, var device, var expiresAt) -> {
                json.writeStringField("type", "welcome");
                json.writeStringField("peer", peer);
                json.writeStringField("device", device);
                json.writeNumberField("expiresAt", expiresAt.toEpochMilli());
            }
            case ServerMessage.Joined(var room, var others) -> {
                inRoom(json, "joined", room);
                json.writeArrayFieldStart("peers");
                for (Peer peer : others) {
                    peer(json, peer);
                }
                json.writeEndArray();
            }
            case ServerMessage.PeerJoined(var room, var peer) -> {
                inRoom(json, "peer-joined", room);
                json.writeFieldName("peer");
                peer(json, peer);
            }
            case ServerMessage.Left(var room) -> inRoom(json, "left", room);
            case ServerMessage.PeerLeft(var room, var peer) -> {
                inRoom(json, "peer-left", room);
                json.writeStringField("peer", peer);
            }
            case ServerMessage.Signal(var from, var signal) -> signal(json, from, signal);
            case ServerMessage.Change(var dbId, var storeKind, var head) -> {
                json.writeStringField("type", "change");
                json.writeStringField("dbId", dbId.value());
                json.writeStringField("storeKind", storeKind.segment());
                json.writeStringField("epoch", head.epoch());
                json.writeNumberField("maxReceiptOrder", head.maxReceiptOrder());
            }
            case ServerMessage.Pong() -> json.writeStringField("type", "pong");
            case ServerMessage.Failure failure -> failure(json, failure);
        }
    }

    private static void inRoom(JsonGenerator json, String type, Room room) throws IOException {
        json.writeStringField("type", type);
        json.writeStringField("room", room.name());
    }

    private static void peer(JsonGenerator json, Peer peer) throws IOException {
        json.writeStartObject();
        json.writeStringField("peer", peer.id());
        json.writeStringField("device", peer.device());
        json.writeStringField("session", peer.session());
        json.writeEndObject();
    }

    private static void signal(JsonGenerator json, Peer from, ClientMessage.Signal signal) throws IOException {
        inRoom(json, "signal", signal.room());
        json.writeStringField("from", from.id());
        json.writeStringField("device", from.device());
        json.writeStringField("session", from.session());
        json.writeNumberField("seq", signal.seq());
        json.writeStringField("kind", signal.kind().text());
        json.writeNumberField("expires", signal.expires());
        json.writeStringField("data", signal.data());
        json.writeStringField("signature", signal.signature());
    }

    private static void failure(JsonGenerator json, ServerMessage.Failure failure) throws IOException {
        json.writeStringField("type", "error");
        json.writeStringField("code", failure.code().text());
        json.writeStringField("message", failure.message());
        if (failure.about().isPresent()) {
            json.writeStringField("room", failure.about().get().room().name());
            json.writeStringField("peer", failure.about().get().peer());
        }
        if (failure.retryAfter().isPresent()) {
            json.writeNumberField("retryAfter", failure.retryAfter().get().toMillis());
        }
        if (failure.closing()) {
            json.writeBooleanField("closing", true);
        }
    }
}
