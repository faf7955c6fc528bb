package io.blindhop.functions.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The longest answers come out of a heap that has no room for those of {@code findNewEntries}, {@code getEntriesBinary} and
 * {@code getEntries}, held whole. Those of the other routes are shorter here; {@code -Dblindhop.memory=1000000,50000,256} is
 * the size of the page on limits.
 */
class BoundedMemoryTest {
    private static final int MINUTES = 10;

    @Test
    void theLongestAnswersComeOutOfASmallHeap(@TempDir Path folder) throws IOException, InterruptedException {
        String[] size = System.getProperty("blindhop.memory", "50000,1000,64").split(",", -1);
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path output = folder.resolve("said");
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
                .redirectOutput(output.toFile())
                .start();
        boolean ended;
        try {
            ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        } finally {
            process.destroyForcibly().onExit().join();
        }
        String said = Files.readString(output);
        System.out.println(said);
        assertThat(ended).as("not ended after " + MINUTES + " minutes: " + said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.contains("answer of"))).hasSize(7);
    }
}
