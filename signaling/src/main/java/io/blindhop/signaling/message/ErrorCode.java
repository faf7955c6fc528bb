package io.blindhop.signaling.message;

import java.util.Locale;

/** Why a message was not carried out, or a connection is closed. */
public enum ErrorCode {
    MALFORMED,
    TOO_LARGE,
    UNKNOWN_TYPE,
    HELLO_FIRST,
    HELLO_TWICE,
    RATE,
    FORBIDDEN,
    ROOM_FULL,
    TOO_MANY_ROOMS,
    TOO_MANY_SUBSCRIPTIONS,
    NOT_IN_ROOM,
    PEER_GONE,
    UNAVAILABLE,
    REVOKED,
    EXPIRED;

    /** As it is on the wire: {@code room-full}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
