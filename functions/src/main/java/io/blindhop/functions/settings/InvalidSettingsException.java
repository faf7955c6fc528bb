package io.blindhop.functions.settings;

import java.util.List;

/** Settings that cannot be used. */
public final class InvalidSettingsException extends RuntimeException {
    private final transient List<String> problems;

    public InvalidSettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each names its variable, what it was and what it must be. */
    public List<String> problems() {
        return problems;
    }
}
