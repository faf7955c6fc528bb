package io.blindhop.infra.node;

import io.blindhop.functions.observe.JsonLines;
import io.blindhop.functions.observe.LineSink;
import io.blindhop.functions.observe.RequestObserver;
import io.blindhop.functions.observe.TextLines;

/** How the lines of requests look; both kinds go to standard error. */
public enum LogFormat {
    /** For people: {@link TextLines}. */
    TEXT,
    /** For machines, as on Lambda: {@link JsonLines}. */
    JSON;

    /** What is named as the function where there is none. */
    private static final String FUNCTION = "local";

    RequestObserver observer() {
        return switch (this) {
            case TEXT -> new TextLines();
            case JSON -> new JsonLines(LineSink.to(System.err), FUNCTION);
        };
    }
}
