package io.blindhop.signaling.room;

import io.blindhop.signaling.message.Peer;

/**
 * Who is in a room.
 *
 * @param connectionId told to nobody
 */
public record Member(String connectionId, Peer peer) {}
