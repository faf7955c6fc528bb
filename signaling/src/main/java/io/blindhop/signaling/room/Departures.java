package io.blindhop.signaling.room;

import io.blindhop.signaling.message.Room;
import io.blindhop.signaling.message.ServerMessage;
import io.blindhop.signaling.message.ServerMessages;
import io.blindhop.signaling.node.ConnectionGoneException;
import io.blindhop.signaling.node.Connections;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells rooms, and clears away whoever turns out to be gone: its rows are removed and its rooms are told, where again
 * somebody may turn out to be gone. Whoever cannot be told now does not keep the others from being told; it is thrown after that.
 *
 * <p>A connection's own row goes first, what hangs on it after that. So whoever writes something for a connection and finds
 * its row afterwards knows that a departure will find what was written.
 */
public final class Departures {
    private final ConnectionRows connections;
    private final RoomRows rooms;
    private final SubscriptionRows subscriptions;
    private final Connections sockets;

    public Departures(ConnectionRows connections, RoomRows rooms, SubscriptionRows subscriptions, Connections sockets) {
        this.connections = connections;
        this.rooms = rooms;
        this.subscriptions = subscriptions;
        this.sockets = sockets;
    }

    private record Departure(String incarnation, Room room, String peer, String connectionId) {}

    /** Tells everybody in a room but one peer. */
    public void tell(String incarnation, Room room, ServerMessage message, String except) {
        Attempts attempts = new Attempts();
        clear(post(incarnation, room, message, except, attempts), attempts);
    }

    /** A connection is over: removes every trace of it and tells its rooms. Again does no harm. */
    public void depart(String connectionId) {
        clear(traces(connectionId), new Attempts());
    }

    /** A member of a room is gone, whether its connection is still known or not. */
    public void gone(String incarnation, Room room, Member member) {
        clear(List.of(departure(incarnation, room, member)), new Attempts());
    }

    /** Sends to one connection, which departs if it is gone. */
    public void send(String connectionId, ServerMessage message, Optional<String> re) {
        try {
            sockets.post(connectionId, ServerMessages.write(message, re));
        } catch (ConnectionGoneException e) {
            depart(connectionId);
        }
    }

    /** Sends a last message, closes, and clears away; who does not read what it is sent is closed all the same. */
    public void dismiss(String connectionId, ServerMessage.Failure reason, Optional<String> re) {
        Attempts attempts = new Attempts();
        attempts.attempt(() -> send(connectionId, reason, re));
        attempts.attempt(() -> sockets.close(connectionId));
        attempts.attempt(() -> depart(connectionId));
        attempts.requireAll();
    }

    private void clear(List<Departure> first, Attempts attempts) {
        Set<Departure> seen = new HashSet<>(first);
        List<Departure> some = first;
        while (!some.isEmpty()) {
            some.forEach(one -> rooms.remove(one.incarnation(), one.room(), one.peer()));
            List<Departure> found = new ArrayList<>();
            some.forEach(one -> found.addAll(traces(one.connectionId())));
            some.forEach(one -> found.addAll(post(
                    one.incarnation(),
                    one.room(),
                    new ServerMessage.PeerLeft(one.room(), one.peer()),
                    one.peer(),
                    attempts)));
            some = found.stream().filter(seen::add).toList();
        }
        attempts.requireAll();
    }

    /** Removes the rows of a connection, and names the rooms that it still has to leave. */
    private List<Departure> traces(String connectionId) {
        Optional<LiveConnection> known = connections.find(connectionId);
        known.ifPresent(connection -> {
            connections.remove(connection);
            connection.topics().forEach(topic -> subscriptions.remove(connection.incarnation(), topic, connectionId));
        });
        return known.stream()
                .flatMap(connection -> connection.rooms().stream()
                        .map(room -> new Departure(connection.incarnation(), room, connection.peer(), connectionId)))
                .toList();
    }

    private List<Departure> post(
            String incarnation, Room room, ServerMessage message, String except, Attempts attempts) {
        String text = ServerMessages.write(message);
        List<Departure> gone = new ArrayList<>();
        for (Member member : rooms.members(incarnation, room)) {
            if (!member.peer().id().equals(except)) {
                attempts.attempt(() -> {
                    try {
                        sockets.post(member.connectionId(), text);
                    } catch (ConnectionGoneException e) {
                        gone.add(departure(incarnation, room, member));
                    }
                });
            }
        }
        return gone;
    }

    private static Departure departure(String incarnation, Room room, Member member) {
        return new Departure(incarnation, room, member.peer().id(), member.connectionId());
    }
}
