package io.blindhop.functions.lambda.url;

/** An event that is no request of a function URL. The message tells what is missing, never what is in it. */
public final class InvalidEventException extends Exception {
    InvalidEventException(String message) {
        super(message);
    }

    InvalidEventException(String message, Exception cause) {
        super(message, cause);
    }
}
