package io.blindhop.functions.system;

import java.util.List;

/** A system configuration that cannot be used; the message lists everything that is wrong with it. */
public final class InvalidSystemConfigException extends RuntimeException {
    public InvalidSystemConfigException(List<String> problems) {
        super(String.join("; ", problems));
    }
}
