package io.blindhop.functions.hop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Takes what all nodes of this process log while it is open, debugging included, instead of having it printed. */
final class Logged extends Handler implements AutoCloseable {
    private static final Logger NODES = Logger.getLogger("io.blindhop");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Level before = NODES.getLevel();

    Logged() {
        setFormatter(new SimpleFormatter());
        NODES.setLevel(Level.ALL);
        NODES.setUseParentHandlers(false);
        NODES.addHandler(this);
    }

    /** With stack traces. */
    List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(getFormatter().format(logged));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        NODES.removeHandler(this);
        NODES.setUseParentHandlers(true);
        NODES.setLevel(before);
    }
}
