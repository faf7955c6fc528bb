package io.blindhop.signaling.talk;

import io.blindhop.signaling.message.ClientMessage;
import io.blindhop.signaling.message.ErrorCode;
import io.blindhop.signaling.message.ServerMessage;
import io.blindhop.signaling.message.ServerMessages;
import io.blindhop.signaling.node.ConnectionGoneException;
import io.blindhop.signaling.node.Connections;
import io.blindhop.signaling.room.Departures;
import io.blindhop.signaling.room.LiveConnection;
import io.blindhop.signaling.room.Member;
import io.blindhop.signaling.room.RoomRows;
import java.util.Optional;

/** Carries what one peer of a room has to say to another. */
final class Signals {
    private final RoomRows rooms;
    private final Departures departures;
    private final Connections sockets;

    Signals(RoomRows rooms, Departures departures, Connections sockets) {
        this.rooms = rooms;
        this.departures = departures;
        this.sockets = sockets;
    }

    void carry(Turn turn, ClientMessage.Signal signal) {
        LiveConnection me = turn.connection();
        if (!me.rooms().contains(signal.room())) {
            throw new RefusedException(
                    ErrorCode.NOT_IN_ROOM, "This connection is not in room \"" + signal.room() + "\"; join it first");
        }
        turn.requireOpen(signal.room());
        Member receiver = rooms.find(me.incarnation(), signal.room(), signal.to())
                .orElseThrow(() -> new RefusedException(gone(signal)));
        try {
            sockets.post(receiver.connectionId(), ServerMessages.write(new ServerMessage.Signal(me.asPeer(), signal)));
        } catch (ConnectionGoneException e) {
            departures.gone(me.incarnation(), signal.room(), receiver);
            throw new RefusedException(gone(signal));
        }
    }

    private static ServerMessage.Failure gone(ClientMessage.Signal signal) {
        return new ServerMessage.Failure(
                ErrorCode.PEER_GONE,
                "The peer is not in room \"" + signal.room() + "\" any more",
                Optional.of(new ServerMessage.PeerLeft(signal.room(), signal.to())),
                Optional.empty(),
                false);
    }
}
