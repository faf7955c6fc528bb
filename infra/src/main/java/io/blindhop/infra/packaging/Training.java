package io.blindhop.infra.packaging;

import io.blindhop.infra.bench.BenchFailedException;
import io.blindhop.infra.bench.ClientTour;
import io.blindhop.infra.bench.LambdaDeployment;
import io.blindhop.protocol.crypto.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Has a package answer what clients ask, through the stand-in for Lambda and on emulators, and its JVM write down which classes
 * that took, ready to be used, and what it learned of the methods (JEP 483, 514, 515).
 *
 * <p>It is the {@code sync} function that is trained. The other functions run from the same class path and find what they
 * share with it; nobody waits for them.
 */
final class Training {
    /** A JVM of its own makes the cache after the trained one has ended. */
    private static final Duration WRITING = Duration.ofMinutes(5);

    private Training() {}

    /**
     * @param folder a package whose bootstrap lets the JVM write {@code cache} at its end
     * @throws PackagingException if the package does not answer, or leaves no cache
     */
    static void run(Path folder, Path cache) throws IOException {
        tour(folder, Map.of(), deployment -> {
            if (!deployment.sync().terminateFree(WRITING) || !Files.isRegularFile(cache)) {
                throw new PackagingException("The JVM left no cache in " + cache);
            }
        });
    }

    /** @throws PackagingException if the package does not run with its cache, or does not answer as it should */
    static void proveUse(Path folder) throws IOException {
        tour(folder, Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on"), deployment -> {});
    }

    /** What comes after all requests. */
    private interface End {
        void reached(LambdaDeployment deployment) throws IOException;
    }

    private static void tour(Path folder, Map<String, String> variables, End end) throws IOException {
        SecureRandom random = new SecureRandom();
        SigningKey administrator = SigningKey.generate(random);
        List<String> output = new CopyOnWriteArrayList<>();
        try (LambdaDeployment deployment = LambdaDeployment.open(folder, administrator, variables, output::add)) {
            new ClientTour(deployment.url(), administrator, random).run();
            end.reached(deployment);
        } catch (IOException | BenchFailedException e) {
            throw new PackagingException("The package in " + folder + " failed: " + e.getMessage()
                    + ". Its functions said:" + System.lineSeparator() + String.join(System.lineSeparator(), output));
        }
    }
}
