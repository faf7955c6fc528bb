package io.blindhop.functions.observe;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Takes whole lines, from any thread. */
@FunctionalInterface
public interface LineSink {
    /** @param line one JSON object without a line break */
    void line(String line);

    /** Each line in one write, so that none ends up inside another. On Lambda {@code System.out} is the log. */
    static LineSink to(PrintStream stream) {
        return line -> {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            stream.write(bytes, 0, bytes.length);
            stream.flush();
        };
    }
}
