package io.blindhop.infra.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/**
 * A program that tests need and that this build does not bring. Where it is missing its tests do not run and say so, unless
 * the variable {@value #REQUIRED} names it: then they fail.
 *
 * @param name as {@value #REQUIRED} names it
 * @param variable of the environment, with the path of the program; it wins over the names
 * @param names to look for in the folders of {@code PATH}, the first that is there
 */
record InstalledProgram(String name, String variable, List<String> names) {
    /** Names of programs, separated by commas. CI installs them and sets it. */
    static final String REQUIRED = "TESTS_REQUIRE";

    static final InstalledProgram CHROMIUM = new InstalledProgram(
            "chromium", "CHROMIUM", List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"));

    static final InstalledProgram TURNSERVER = new InstalledProgram("turnserver", "TURNSERVER", List.of("turnserver"));

    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    /**
     * Whether tests that need it run; where they do not, the report of the build says so, once.
     *
     * @param tests what does not run without it
     * @throws IllegalStateException as {@link #find}
     */
    @SuppressWarnings("SystemOut") // it is the report of the build that has to say this
    ConditionEvaluationResult condition(Map<String, String> environment, String tests) {
        if (find(environment).isPresent()) {
            return ConditionEvaluationResult.enabled("there is a " + name);
        }
        String reason = tests + " DID NOT RUN: " + absent();
        if (SAID.add(reason)) {
            System.err.println(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    /** @throws IllegalStateException if the program is required, or the variable names a file that cannot be run */
    Optional<Path> find(Map<String, String> environment) {
        Optional<Path> named = Optional.ofNullable(environment.get(variable))
                .filter(path -> !path.isEmpty())
                .map(Path::of);
        if (named.isPresent() && !Files.isExecutable(named.get())) {
            throw new IllegalStateException(variable + " names " + named.get() + ", which cannot be run");
        }
        Optional<Path> found = named.or(() -> onPath(environment.getOrDefault("PATH", "")));
        if (found.isEmpty() && required(environment)) {
            throw new IllegalStateException(absent() + " " + REQUIRED + " says that it has to be there.");
        }
        return found;
    }

    String absent() {
        return "there is no " + name + " on the PATH; install it, or name it in " + variable + ".";
    }

    private Optional<Path> onPath(String folders) {
        return names.stream()
                .flatMap(program -> Stream.of(folders.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, program)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private boolean required(Map<String, String> environment) {
        return Arrays.asList(environment.getOrDefault(REQUIRED, "").split(",")).contains(name);
    }
}
