package io.blindhop.infra.lambda;

import java.io.IOException;

/** The function reported an error, its process died, or it ran out of time. */
public final class FunctionFailedException extends IOException {
    private final transient FunctionError error;

    FunctionFailedException(FunctionError error) {
        super("The function failed with " + error.type() + ": " + error.body());
        this.error = error;
    }

    public FunctionError error() {
        return error;
    }
}
