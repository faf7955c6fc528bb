package io.blindhop.signaling.talk;

import io.blindhop.signaling.message.ErrorCode;
import io.blindhop.signaling.room.ConnectionRows;
import io.blindhop.signaling.room.LiveConnection;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes the row of a connection, whose client may say several things at once. */
final class Changing {
    private static final int ROUNDS = 16;

    private final ConnectionRows rows;

    Changing(ConnectionRows rows) {
        this.rows = rows;
    }

    /**
     * @param connection as it was read
     * @param change true if it was made, false if the connection is another by now; may refuse
     */
    void until(LiveConnection connection, Predicate<LiveConnection> change) {
        Optional<LiveConnection> now = Optional.of(connection);
        for (int round = 0; round < ROUNDS && now.isPresent(); round++) {
            if (change.test(now.get())) {
                return;
            }
            now = rows.find(connection.id());
        }
        throw new RefusedException(ErrorCode.UNAVAILABLE, "Too much happens on this connection at once; try again");
    }
}
