package io.blindhop.functions.lambda.logs;

import io.blindhop.functions.observe.LineSink;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The log of a function that starts without Quarkus, which would set it up. */
public final class FunctionLogs {
    private FunctionLogs() {}

    /** From now on what is logged, from {@code INFO} up, is written to standard error as {@link JsonLogHandler} does it. */
    public static void start() {
        Handler handler = new JsonLogHandler(LineSink.to(System.err));
        Logger root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        for (Handler other : root.getHandlers()) {
            if (!other.equals(InitialConfigurator.DELAYED_HANDLER)) {
                root.removeHandler(other);
            }
        }
        if (root.getHandlers().length > 0) {
            // Quarkus' own log manager keeps what is logged until it is told where it goes.
            InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {handler});
        } else {
            root.addHandler(handler);
        }
    }
}
