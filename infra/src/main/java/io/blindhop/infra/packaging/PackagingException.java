package io.blindhop.infra.packaging;

import java.io.IOException;

/** A package cannot be made, or what was made must not be used; the message says why. */
public final class PackagingException extends IOException {
    PackagingException(String message) {
        super(message);
    }
}
