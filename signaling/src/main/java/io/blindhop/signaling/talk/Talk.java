package io.blindhop.signaling.talk;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.signaling.message.ClientMessage;
import io.blindhop.signaling.message.ClientMessages;
import io.blindhop.signaling.message.ErrorCode;
import io.blindhop.signaling.message.InvalidMessageException;
import io.blindhop.signaling.message.ServerMessage;
import io.blindhop.signaling.message.ServerMessage.Failure;
import io.blindhop.signaling.node.Devices.Standing;
import io.blindhop.signaling.node.SignalingServices;
import io.blindhop.signaling.room.ConnectionRows;
import io.blindhop.signaling.room.Departures;
import io.blindhop.signaling.room.LiveConnection;
import io.blindhop.signaling.room.MessageRate;
import io.blindhop.signaling.room.RoomRows;
import io.blindhop.signaling.room.SubscriptionRows;
import io.blindhop.signaling.room.Topic;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** The whole conversation with clients. Every message is answered with what was asked for or with an error. */
public final class Talk {
    private static final System.Logger LOG = System.getLogger(Talk.class.getName());

    private final SignalingServices services;
    private final ConnectionRows connections;
    private final Departures departures;
    private final MessageRate rate;
    private final Handshake handshake;
    private final Rooms rooms;
    private final Signals signals;
    private final Changes changes;
    private final Review review;

    public Talk(SignalingServices services) {
        this.services = services;
        this.connections = new ConnectionRows(services.table());
        RoomRows members = new RoomRows(services.table(), services.clock());
        SubscriptionRows subscriptions = new SubscriptionRows(services.table(), services.clock());
        this.departures = new Departures(connections, members, subscriptions, services.connections());
        this.rate = new MessageRate(connections, services.clock());
        this.handshake = new Handshake(services, connections);
        this.rooms = new Rooms(connections, members, departures);
        this.signals = new Signals(members, departures, services.connections());
        this.changes = new Changes(connections, subscriptions, departures, services.devices());
        this.review = new Review(connections, rooms, departures, services.devices());
    }

    public void connect(String connectionId, String subprotocols, Optional<String> origin)
            throws ConnectionRefusedException {
        handshake.accept(connectionId, subprotocols, origin);
    }

    public void disconnected(String connectionId) {
        departures.depart(connectionId);
    }

    public boolean isSubscribed(String incarnation, DatabaseId dbId, StoreKind kind) {
        return changes.isSubscribed(incarnation, new Topic(dbId, kind));
    }

    public void directoryChanged(String incarnation) {
        review.tenant(incarnation);
    }

    public void storeChanged(String incarnation, DatabaseId dbId, StoreKind kind, StoreHead head) {
        if (dbId.equals(DatabaseId.DIRECTORY)) {
            directoryChanged(incarnation);
        }
        changes.tell(incarnation, new Topic(dbId, kind), head);
    }

    public void receive(String connectionId, String text) {
        try {
            Optional<LiveConnection> connection = connections.find(connectionId);
            if (connection.isPresent()) {
                hear(connection.get(), text);
            } else {
                services.connections().close(connectionId);
            }
        } catch (InvalidMessageException e) {
            fail(connectionId, text, Failure.of(e.code(), e.getMessage()));
        } catch (RefusedException e) {
            fail(connectionId, text, e.failure());
        } catch (StoreUnavailableException e) {
            LOG.log(Level.WARNING, "A message could not be carried out", e);
            fail(connectionId, text, Failure.of(ErrorCode.UNAVAILABLE, "The server cannot do this now; try again"));
        }
    }

    private void hear(LiveConnection connection, String text) {
        if (!services.clock().instant().isBefore(connection.expiresAt())) {
            Failure expired = Failure.closing(ErrorCode.EXPIRED, "This connection has reached its limit; connect anew");
            departures.dismiss(connection.id(), expired, Optional.empty());
            return;
        }
        Optional<Duration> wait = rate.count(connection);
        if (wait.isPresent()) {
            throw new RefusedException(new Failure(
                    ErrorCode.RATE,
                    "More than " + MessageRate.MESSAGES + " messages in " + MessageRate.WINDOW.toSeconds()
                            + " seconds, which is the limit; send it again later",
                    Optional.empty(),
                    wait,
                    false));
        }
        ClientMessage message = ClientMessages.read(text);
        Optional<Standing> standing = services.devices().standing(connection.realm(), connection.deviceKey());
        if (standing.isEmpty()) {
            departures.dismiss(connection.id(), Review.revoked(connection), ClientMessages.reference(text));
            return;
        }
        answer(new Turn(connection, standing.get(), ClientMessages.reference(text)), message);
    }

    private void answer(Turn turn, ClientMessage message) {
        if (turn.connection().session().isEmpty() && !(message instanceof ClientMessage.Hello)) {
            throw new RefusedException(ErrorCode.HELLO_FIRST, "Say hello first, and wait for welcome");
        }
        switch (message) {
            case ClientMessage.Hello(var session) -> welcome(turn, session);
            case ClientMessage.Join(var room) -> rooms.join(turn, room);
            case ClientMessage.Leave(var room) -> rooms.leave(turn, room);
            case ClientMessage.Signal signal -> signals.carry(turn, signal);
            case ClientMessage.Subscribe(var dbId, var kind) -> changes.subscribe(turn, new Topic(dbId, kind));
            case ClientMessage.Ping() -> departures.send(turn.connection().id(), new ServerMessage.Pong(), turn.re());
        }
    }

    private void welcome(Turn turn, String session) {
        LiveConnection me = turn.connection();
        if (!connections.greet(me.id(), session)) {
            throw new RefusedException(ErrorCode.HELLO_TWICE, "Hello was said before on this connection");
        }
        departures.send(me.id(), new ServerMessage.Welcome(me.peer(), me.device(), me.expiresAt()), turn.re());
    }

    private void fail(String connectionId, String text, Failure failure) {
        try {
            departures.send(connectionId, failure, ClientMessages.reference(text));
        } catch (StoreUnavailableException e) {
            LOG.log(Level.WARNING, "A client could not be told that its message failed", e);
        }
    }
}
