package io.blindhop.infra.lambda;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one copy.
 *
 * @param number 1 for the first that was started
 * @param answers invocations it has answered, errors included
 * @param firstAnswer from the start of the process to the end of its first answer; empty before that
 * @param memory now, or just before it was killed; empty if it ended by itself
 * @param output the latest lines of its standard output and standard error
 */
public record CopyReport(
        int number,
        long pid,
        CopyState state,
        int answers,
        Optional<Duration> firstAnswer,
        Optional<CopyMemory> memory,
        List<String> output) {

    public CopyReport {
        output = List.copyOf(output);
    }
}
