package io.blindhop.functions.node;

import java.util.List;

/**
 * A TURN server that shares a secret with us.
 *
 * @param urls for instance {@code turns:turn.example.org:5349}
 */
public record TurnOptions(List<String> urls, TurnSecret secret) {
    public TurnOptions {
        urls = List.copyOf(urls);
    }

    /** With a secret that stays. */
    public TurnOptions(List<String> urls, String secret) {
        this(urls, new TurnSecret.Fixed(secret));
    }

    /** Secrets do not belong into logs. */
    @Override
    public String toString() {
        return "TURN at " + urls;
    }
}
