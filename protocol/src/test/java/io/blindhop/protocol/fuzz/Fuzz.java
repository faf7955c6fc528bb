package io.blindhop.protocol.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Feeds a parser with thousands of inputs. It may take each of them or refuse it with an exception that it documents;
 * anything else that it throws, errors of the machine included, fails the test with the input.
 *
 * <p>The seed is printed; {@code -Dblindhop.seed=…} repeats a run.
 */
public final class Fuzz {
    private static final long SEED =
            Optional.ofNullable(Long.getLong("blindhop.seed")).orElseGet(() -> new Random().nextLong());
    private static final Duration HANG = Duration.ofSeconds(60);
    private static final int SHOWN = 2_000;
    private static final int LONGEST_REFUSAL = 20_000;

    private Fuzz() {}

    /** How many inputs were taken and how many refused. */
    public record Result(int taken, int refused) {}

    /** The source of all randomness of one test. */
    public static Random random(String test) {
        System.out.println(test + ": seed " + SEED + " (-Dblindhop.seed=" + SEED + " repeats it)");
        return new Random(SEED);
    }

    /**
     * Runs the parser on {@code cases} inputs, within 60 seconds.
     *
     * @param parser may also check what it has parsed
     * @param documented what the parser may throw
     */
    public static <T> Result run(
            String test, int cases, Function<Random, Supplier<T>> inputs, Consumer<T> parser, Class<?>... documented) {
        Supplier<T> source = inputs.apply(random(test));
        return assertTimeoutPreemptively(HANG, () -> {
            int refused = 0;
            for (int i = 0; i < cases; i++) {
                refused += isTaken(test, i, source.get(), parser, List.of(documented)) ? 0 : 1;
            }
            return new Result(cases - refused, refused);
        });
    }

    private static <T> boolean isTaken(
            String test, int number, T input, Consumer<T> parser, List<Class<?>> documented) {
        try {
            parser.accept(input);
            return true;
        } catch (Throwable e) {
            if (documented.stream().noneMatch(type -> type.isInstance(e))) {
                throw new AssertionError(
                        test + ", seed " + SEED + ", input " + number + ": " + shown(input.toString()), e);
            }
            requireShort(test, e);
            return false;
        }
    }

    /** A refusal that repeats its input is a way to fill a log. */
    private static void requireShort(String test, Throwable refusal) {
        int length = String.valueOf(refusal.getMessage()).length();
        if (length > LONGEST_REFUSAL) {
            throw new AssertionError(
                    test + ", seed " + SEED + ": a refusal of " + length + " characters: "
                            + shown(refusal.getMessage()),
                    refusal);
        }
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }
}
