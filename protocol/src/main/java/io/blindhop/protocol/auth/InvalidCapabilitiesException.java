package io.blindhop.protocol.auth;

import java.util.List;

/** Capability rules that cannot be used; the message lists the problems, each with its place. */
public final class InvalidCapabilitiesException extends RuntimeException {
    private final List<String> problems;

    InvalidCapabilitiesException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
