package io.blindhop.signaling.talk;

import io.blindhop.signaling.message.ErrorCode;
import io.blindhop.signaling.message.Room;
import io.blindhop.signaling.message.ServerMessage;
import io.blindhop.signaling.room.ConnectionRows;
import io.blindhop.signaling.room.Departures;
import io.blindhop.signaling.room.LiveConnection;
import io.blindhop.signaling.room.Member;
import io.blindhop.signaling.room.RoomRows;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who comes and goes. A room never keeps more than {@value #MAX_PEERS}: who finds too many after writing himself down leaves
 * again, so that of several who come at once perhaps nobody stays, and never one too many.
 */
final class Rooms {
    static final int MAX_PEERS = 32;
    static final int MAX_ROOMS = 16;

    private final ConnectionRows connections;
    private final RoomRows rooms;
    private final Departures departures;
    private final Changing changing;

    Rooms(ConnectionRows connections, RoomRows rooms, Departures departures) {
        this.connections = connections;
        this.rooms = rooms;
        this.departures = departures;
        this.changing = new Changing(connections);
    }

    void join(Turn turn, Room room) {
        turn.requireOpen(room);
        LiveConnection me = turn.connection();
        List<Member> members = rooms.members(me.incarnation(), room);
        boolean again = contains(members, me);
        if (!again) {
            requireRoom(members.size() + 1, room);
            changing.until(me, seen -> seen.rooms().contains(room) || connections.changeRooms(seen, with(seen, room)));
            rooms.put(me, room);
            members = rooms.members(me.incarnation(), room);
            if (members.size() > MAX_PEERS) {
                withdraw(me, room);
                requireRoom(members.size(), room);
            }
            if (connections.find(me.id()).isEmpty()) {
                // It departed meanwhile; whoever came just now may have seen it.
                vanish(me, room);
                return;
            }
        }
        List<Member> others = members.stream()
                .filter(member -> !member.peer().id().equals(me.peer()))
                .toList();
        departures.send(
                me.id(),
                new ServerMessage.Joined(room, others.stream().map(Member::peer).toList()),
                turn.re());
        if (!again) {
            departures.tell(me.incarnation(), room, new ServerMessage.PeerJoined(room, me.asPeer()), me.peer());
        }
    }

    void leave(Turn turn, Room room) {
        LiveConnection me = turn.connection();
        if (me.rooms().contains(room)) {
            withdraw(me, room);
        }
        departures.send(me.id(), new ServerMessage.Left(room), turn.re());
    }

    /** Takes a connection out of a room, and tells the others. */
    void withdraw(LiveConnection connection, Room room) {
        vanish(connection, room);
        changing.until(
                connection,
                seen -> !seen.rooms().contains(room)
                        || connections.changeRooms(
                                seen,
                                seen.rooms().stream()
                                        .filter(other -> !other.equals(room))
                                        .toList()));
    }

    private void vanish(LiveConnection connection, Room room) {
        rooms.remove(connection.incarnation(), room, connection.peer());
        departures.tell(
                connection.incarnation(), room, new ServerMessage.PeerLeft(room, connection.peer()), connection.peer());
    }

    private static boolean contains(List<Member> members, LiveConnection connection) {
        return members.stream().anyMatch(member -> member.peer().id().equals(connection.peer()));
    }

    private static void requireRoom(int peers, Room room) {
        if (peers > MAX_PEERS) {
            throw new RefusedException(
                    ErrorCode.ROOM_FULL,
                    "Room \"" + room + "\" has " + MAX_PEERS
                            + " peers, which is the limit; try again when one has left");
        }
    }

    private static List<Room> with(LiveConnection connection, Room room) {
        if (connection.rooms().size() >= MAX_ROOMS) {
            throw new RefusedException(
                    ErrorCode.TOO_MANY_ROOMS,
                    "This connection is in " + MAX_ROOMS + " rooms, which is the limit; leave one first");
        }
        return Stream.concat(connection.rooms().stream(), Stream.of(room)).toList();
    }
}
