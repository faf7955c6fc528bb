package io.blindhop.infra.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * How a function is configured.
 *
 * @param task the unpacked package, with an executable {@code bootstrap}; see {@link LambdaPackage}
 * @param handler {@code _HANDLER} and the name of the function
 * @param copies how many may run at once (reserved concurrency); further invocations are throttled
 * @param choice which free copy is used
 * @param recycleAfter a copy is killed after so many answers
 * @param timeout for one invocation; the copy is killed then
 * @param initTimeout from the start of the process to its first request for an invocation; 10 s in AWS
 * @param memoryMegabytes what the function is told; not enforced
 * @param environment variables of the function; they win over those of the service
 * @param output told every line of standard output and standard error as it comes
 */
public record LambdaOptions(
        Path task,
        String handler,
        int copies,
        CopyChoice choice,
        OptionalInt recycleAfter,
        Duration timeout,
        Duration initTimeout,
        int memoryMegabytes,
        Map<String, String> environment,
        Consumer<String> output) {

    public LambdaOptions {
        if (copies < 1) {
            throw new IllegalArgumentException("There must be at least one copy, not " + copies);
        }
        if (recycleAfter.isPresent() && recycleAfter.getAsInt() < 1) {
            throw new IllegalArgumentException("A copy answers at least once, not " + recycleAfter.getAsInt());
        }
        if (!timeout.isPositive() || !initTimeout.isPositive()) {
            throw new IllegalArgumentException("Timeouts must be positive, not " + timeout + " and " + initTimeout);
        }
        environment = Map.copyOf(environment);
    }

    /** One copy, 60 s for an invocation, 10 s for the start, 512 MB. */
    public static LambdaOptions of(Path task, String handler) {
        return new LambdaOptions(
                task,
                handler,
                1,
                CopyChoice.MOST_RECENT,
                OptionalInt.empty(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                512,
                Map.of(),
                line -> {});
    }

    /** Another function of the same package. */
    public LambdaOptions withHandler(String other) {
        return new LambdaOptions(
                task, other, copies, choice, recycleAfter, timeout, initTimeout, memoryMegabytes, environment, output);
    }

    public LambdaOptions withCopies(int count, CopyChoice chosen) {
        return new LambdaOptions(
                task, handler, count, chosen, recycleAfter, timeout, initTimeout, memoryMegabytes, environment, output);
    }

    public LambdaOptions withRecycleAfter(int answers) {
        return new LambdaOptions(
                task,
                handler,
                copies,
                choice,
                OptionalInt.of(answers),
                timeout,
                initTimeout,
                memoryMegabytes,
                environment,
                output);
    }

    public LambdaOptions withTimeouts(Duration invocation, Duration init) {
        return new LambdaOptions(
                task, handler, copies, choice, recycleAfter, invocation, init, memoryMegabytes, environment, output);
    }

    public LambdaOptions withMemory(int megabytes) {
        return new LambdaOptions(
                task, handler, copies, choice, recycleAfter, timeout, initTimeout, megabytes, environment, output);
    }

    /** Adds to the variables there are. */
    public LambdaOptions withEnvironment(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variables);
        return new LambdaOptions(
                task, handler, copies, choice, recycleAfter, timeout, initTimeout, memoryMegabytes, all, output);
    }

    public LambdaOptions withOutput(Consumer<String> lines) {
        return new LambdaOptions(
                task, handler, copies, choice, recycleAfter, timeout, initTimeout, memoryMegabytes, environment, lines);
    }
}
