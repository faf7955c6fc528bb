package io.blindhop.functions.http;

import java.io.IOException;

/** A body has become longer than the platform lets through; what was sent of it must not look whole. */
public final class ResponseTooLongException extends IOException {
    public ResponseTooLongException(long limitBytes) {
        super("The body is longer than the limit of " + limitBytes + " bytes");
    }
}
