package io.blindhop.signaling.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What peers have to say to each other. */
public enum SignalKind {
    OFFER,
    ANSWER,
    CANDIDATES,
    BYE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SignalKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
