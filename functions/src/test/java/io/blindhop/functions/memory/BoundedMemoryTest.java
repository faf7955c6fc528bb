package io.blindhop.functions.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * No answer is held whole, and no list but the one that was sent. The process has a heap that a tenth of what it answers would
 * not fit into; {@code -Dblindhop.memory=1000000,50000,256} is the size of the page on limits.
 */
class BoundedMemoryTest {
    @Test
    void theLongestAnswersComeOutOfASmallHeap() throws IOException, InterruptedException {
        String[] size = System.getProperty("blindhop.memory", "50000,1000,64").split(",", -1);
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + size[2] + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        classes,
                        LongAnswers.class.getName(),
                        size[0],
                        size[1]))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(said);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.contains("answer of"))).hasSize(7);
    }
}
