package io.blindhop.infra.node;

import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.observe.JsonLines;
import io.blindhop.functions.observe.LineSink;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.functions.observe.TextLines;
import java.util.Optional;

/** How the lines of requests look; both kinds go to standard error. */
public enum LogFormat {
    /** For people: {@link TextLines}. */
    TEXT,
    /** For machines, as on Lambda: {@link JsonLines}. */
    JSON;

    /** What is named as the function where there is none. */
    private static final String FUNCTION = "local";

    /** @param told what requests are priced with in lines for people; those for machines always say what they would cost */
    RequestObserver observer(Optional<Tariff> told) {
        return switch (this) {
            case TEXT -> new TextLines(told);
            case JSON -> new JsonLines(LineSink.to(System.err), FUNCTION, Tariff.of(System.getenv()));
        };
    }
}
