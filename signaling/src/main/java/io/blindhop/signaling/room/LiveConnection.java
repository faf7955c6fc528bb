package io.blindhop.signaling.room;

import io.blindhop.protocol.auth.Realm;
import io.blindhop.signaling.message.Peer;
import io.blindhop.signaling.message.Room;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A connection as the table knows it.
 *
 * @param id of the transport; told to nobody
 * @param deviceKey PEM
 * @param peer random id, which others are told
 * @param device the device key as others are told it
 * @param session empty until the client has said hello
 * @param rooms that it has joined, or is about to
 * @param topics that it has subscribed to, or is about to
 * @param counted of {@link MessageRate}
 */
public record LiveConnection(
        String id,
        Realm.OfTenant realm,
        String deviceKey,
        String peer,
        String device,
        Instant expiresAt,
        Optional<String> session,
        List<Room> rooms,
        List<Topic> topics,
        long counted) {
    public LiveConnection {
        rooms = List.copyOf(rooms);
        topics = List.copyOf(topics);
    }

    /** How others see it; only after hello. */
    public Peer asPeer() {
        return new Peer(peer, device, session.orElseThrow());
    }

    public String incarnation() {
        return realm.incarnation();
    }
}
