package io.blindhop.signaling.talk;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.signaling.message.ErrorCode;
import io.blindhop.signaling.message.Room;
import io.blindhop.signaling.node.Devices.Standing;
import io.blindhop.signaling.room.LiveConnection;
import java.util.Optional;

/**
 * One message of a client.
 *
 * @param connection as it was when the message arrived
 * @param re what the client calls the message
 */
record Turn(LiveConnection connection, Standing standing, Optional<String> re) {
    void requireOpen(Room room) {
        room.database().ifPresent(this::requireOpen);
    }

    void requireOpen(DatabaseId dbId) {
        if (!standing.mayOpen(dbId)) {
            throw new RefusedException(ErrorCode.FORBIDDEN, "This device may not open database \"" + dbId + "\"");
        }
    }
}
