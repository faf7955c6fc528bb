package io.blindhop.signaling.talk;

import io.blindhop.protocol.store.StoreHead;
import io.blindhop.signaling.message.ErrorCode;
import io.blindhop.signaling.message.ServerMessage;
import io.blindhop.signaling.node.Devices;
import io.blindhop.signaling.room.Attempts;
import io.blindhop.signaling.room.ConnectionRows;
import io.blindhop.signaling.room.Departures;
import io.blindhop.signaling.room.LiveConnection;
import io.blindhop.signaling.room.SubscriptionRows;
import io.blindhop.signaling.room.Topic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells who wants to know and may that a store has changed. */
final class Changes {
    static final int MAX_TOPICS = 32;

    private final ConnectionRows connections;
    private final SubscriptionRows subscriptions;
    private final Departures departures;
    private final Devices devices;
    private final Changing changing;

    Changes(ConnectionRows connections, SubscriptionRows subscriptions, Departures departures, Devices devices) {
        this.connections = connections;
        this.subscriptions = subscriptions;
        this.departures = departures;
        this.devices = devices;
        this.changing = new Changing(connections);
    }

    void subscribe(Turn turn, Topic topic) {
        turn.requireOpen(topic.dbId());
        LiveConnection me = turn.connection();
        changing.until(me, seen -> seen.topics().contains(topic) || connections.changeTopics(seen, with(seen, topic)));
        subscriptions.put(me, topic);
        if (connections.find(me.id()).isEmpty()) {
            subscriptions.remove(me.incarnation(), topic, me.id());
            return;
        }
        // Read after the subscription is in force: a change is in this head, or is told.
        StoreHead head = turn.standing().head(topic.dbId(), topic.kind());
        departures.send(me.id(), new ServerMessage.Change(topic.dbId(), topic.kind(), head), turn.re());
    }

    boolean isSubscribed(String incarnation, Topic topic) {
        return !subscriptions.subscribers(incarnation, topic).isEmpty();
    }

    void tell(String incarnation, Topic topic, StoreHead head) {
        ServerMessage change = new ServerMessage.Change(topic.dbId(), topic.kind(), head);
        Attempts attempts = new Attempts();
        for (String connectionId : subscriptions.subscribers(incarnation, topic)) {
            attempts.attempt(() -> tell(incarnation, topic, connectionId, change));
        }
        attempts.requireAll();
    }

    private void tell(String incarnation, Topic topic, String connectionId, ServerMessage change) {
        Optional<LiveConnection> connection = connections.find(connectionId);
        if (connection.isEmpty()) {
            subscriptions.remove(incarnation, topic, connectionId);
        } else if (mayKnow(connection.get(), topic)) {
            departures.send(connectionId, change, Optional.empty());
        }
    }

    private boolean mayKnow(LiveConnection connection, Topic topic) {
        return devices.standing(connection.realm(), connection.deviceKey())
                .filter(standing -> standing.mayOpen(topic.dbId()))
                .isPresent();
    }

    private static List<Topic> with(LiveConnection connection, Topic topic) {
        if (connection.topics().size() >= MAX_TOPICS) {
            throw new RefusedException(
                    ErrorCode.TOO_MANY_SUBSCRIPTIONS,
                    "This connection has " + MAX_TOPICS + " subscriptions, which is the limit; open another one");
        }
        return Stream.concat(connection.topics().stream(), Stream.of(topic)).toList();
    }
}
