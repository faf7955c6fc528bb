package io.blindhop.functions.node;

import java.util.List;

/**
 * A TURN server that shares a secret with us.
 *
 * @param urls for instance {@code turns:turn.example.org:5349}
 * @param secret {@code static-auth-secret} of coturn
 */
public record TurnOptions(List<String> urls, String secret) {
    public TurnOptions {
        urls = List.copyOf(urls);
    }

    /** Secrets do not belong into logs. */
    @Override
    public String toString() {
        return "TURN at " + urls;
    }
}
