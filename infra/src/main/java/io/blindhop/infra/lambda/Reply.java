package io.blindhop.infra.lambda;

import io.blindhop.protocol.Bytes;

/** How a runtime answers an invocation: in one piece, or as a stream of which the head has arrived. */
sealed interface Reply {
    String contentType();

    record Buffered(String contentType, Bytes payload) implements Reply {}

    record Streamed(String contentType, ReplyStream body) implements Reply {}
}
