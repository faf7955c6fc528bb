package io.blindhop.signaling.talk;

import io.blindhop.signaling.message.ErrorCode;
import io.blindhop.signaling.message.ServerMessage.Failure;

/** A message that cannot be carried out. */
final class RefusedException extends RuntimeException {
    private final transient Failure failure;

    RefusedException(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    RefusedException(ErrorCode code, String message) {
        this(Failure.of(code, message));
    }

    Failure failure() {
        return failure;
    }
}
