package io.blindhop.protocol.wire;

/** The request cannot be carried out as it was sent. Answered with 400 and the message, which is safe to show. */
public abstract sealed class BadRequestException extends RuntimeException
        permits MalformedRequestException, LimitExceededException {
    BadRequestException(String message) {
        super(message);
    }
}
