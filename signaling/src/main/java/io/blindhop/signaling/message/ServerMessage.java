package io.blindhop.signaling.message;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the server says; {@link ServerMessages} writes it. */
public sealed interface ServerMessage {
    /** @param device of the client itself, as in {@link Peer} */
    record Welcome(String peer, String device, Instant expiresAt) implements ServerMessage {}

    /** @param others who is in the room besides the client */
    record Joined(Room room, List<Peer> others) implements ServerMessage {
        public Joined {
            others = List.copyOf(others);
        }
    }

    record PeerJoined(Room room, Peer peer) implements ServerMessage {}

    record Left(Room room) implements ServerMessage {}

    record PeerLeft(Room room, String peer) implements ServerMessage {}

    record Signal(Peer from, ClientMessage.Signal signal) implements ServerMessage {}

    record Change(DatabaseId dbId, StoreKind storeKind, StoreHead head) implements ServerMessage {}

    record Pong() implements ServerMessage {}

    /**
     * @param message for people: what was wrong and what to do
     * @param about the peer that is meant, if one is
     * @param retryAfter how long to wait, if that helps
     * @param closing whether the connection is closed after this
     */
    record Failure(
            ErrorCode code, String message, Optional<PeerLeft> about, Optional<Duration> retryAfter, boolean closing)
            implements ServerMessage {
        public static Failure of(ErrorCode code, String message) {
            return new Failure(code, message, Optional.empty(), Optional.empty(), false);
        }

        public static Failure closing(ErrorCode code, String message) {
            return new Failure(code, message, Optional.empty(), Optional.empty(), true);
        }
    }
}
