package io.blindhop.signaling.talk;

import io.blindhop.signaling.message.ErrorCode;
import io.blindhop.signaling.message.Room;
import io.blindhop.signaling.message.ServerMessage;
import io.blindhop.signaling.node.Devices;
import io.blindhop.signaling.node.Devices.Standing;
import io.blindhop.signaling.room.Attempts;
import io.blindhop.signaling.room.ConnectionRows;
import io.blindhop.signaling.room.Departures;
import io.blindhop.signaling.room.LiveConnection;
import java.util.Optional;

/** Goes through the connections of a tenant when its directory has changed: who may no longer be here is told why. */
final class Review {
    private final ConnectionRows connections;
    private final Rooms rooms;
    private final Departures departures;
    private final Devices devices;

    Review(ConnectionRows connections, Rooms rooms, Departures departures, Devices devices) {
        this.connections = connections;
        this.rooms = rooms;
        this.departures = departures;
        this.devices = devices;
    }

    void tenant(String incarnation) {
        Attempts attempts = new Attempts();
        for (String id : connections.ofTenant(incarnation)) {
            attempts.attempt(() ->
                    connections.find(id).ifPresentOrElse(this::review, () -> connections.unlist(incarnation, id)));
        }
        attempts.requireAll();
    }

    private void review(LiveConnection connection) {
        Optional<Standing> standing = devices.standing(connection.realm(), connection.deviceKey());
        if (standing.isEmpty()) {
            departures.dismiss(connection.id(), revoked(connection), Optional.empty());
            return;
        }
        connection.rooms().stream()
                .filter(room -> room.database()
                        .filter(dbId -> !standing.get().mayOpen(dbId))
                        .isPresent())
                .forEach(room -> expel(connection, room));
    }

    private void expel(LiveConnection connection, Room room) {
        rooms.withdraw(connection, room);
        departures.send(connection.id(), new ServerMessage.Left(room), Optional.empty());
    }

    static ServerMessage.Failure revoked(LiveConnection connection) {
        return ServerMessage.Failure.closing(
                ErrorCode.REVOKED,
                "This device may no longer use tenant " + connection.realm().tenant());
    }
}
