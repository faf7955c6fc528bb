package io.blindhop.functions.lambda.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FunctionLogsTest {
    private final Logger root = Logger.getLogger("");
    private final java.util.logging.Level level = root.getLevel();
    private final Handler[] handlers = root.getHandlers();
    private final PrintStream error = System.err;

    @AfterEach
    void theLogIsAsItWas() {
        System.setErr(error);
        root.setLevel(level);
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        for (Handler handler : handlers) {
            root.addHandler(handler);
        }
    }

    @Test
    void whatTheSdkWritesForItsAuthorsStaysOut() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        root.setLevel(java.util.logging.Level.ALL);

        FunctionLogs.start();
        System.getLogger("software.amazon.awssdk.request").log(Level.DEBUG, "Sending Request");
        System.getLogger("io.blindhop.Somewhere").log(Level.WARNING, "Incident 7");

        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("\"message\":\"Incident 7\"")
                .doesNotContain("Sending Request");
    }
}
