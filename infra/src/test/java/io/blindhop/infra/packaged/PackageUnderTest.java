package io.blindhop.infra.packaged;

import io.blindhop.infra.lambda.LambdaPackage;
import io.blindhop.infra.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The unpacked package that the tests run. */
final class PackageUnderTest {
    /** A zip or a folder, seen from the root of the source tree; {@value #PLAIN}, the default, for the jars of the build. */
    static final String PROPERTY = "blindhop.package";

    static final String PLAIN = "plain";

    /** Of {@code AWS_LAMBDA_FUNCTION_MEMORY_SIZE}, as in the packages that are deployed. */
    static final int PLAIN_HEAP_PERCENT = 60;

    private PackageUnderTest() {}

    /** Whether somebody wants to know all of this package. */
    static boolean isNamed() {
        return System.getProperty(PROPERTY) != null;
    }

    static Path folder() throws IOException {
        if (name().equals(PLAIN)) {
            return plain(target());
        }
        Path given = SourceTree.root().resolve(name());
        return LambdaPackage.open(given, Files.createTempDirectory(target(), "unpacked"));
    }

    /** Where the build leaves what these tests leave. */
    static Path target() throws IOException {
        return Files.createDirectories(SourceTree.infra().resolve(Path.of("target", "packaged")));
    }

    private static String name() {
        return System.getProperty(PROPERTY, PLAIN);
    }

    private static Path plain(Path target) throws IOException {
        Path folder = Files.createDirectories(target.resolve(PLAIN));
        Path bootstrap = Files.writeString(folder.resolve("bootstrap"), """
                #!/bin/sh
                exec %s -XX:TieredStopAtLevel=1 -Xmx$((AWS_LAMBDA_FUNCTION_MEMORY_SIZE * %d / 100))m -XX:+UseSerialGC -jar %s
                """.formatted(
                        ProcessHandle.current().info().command().orElseThrow(), PLAIN_HEAP_PERCENT, jar()));
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    private static Path jar() throws IOException {
        Path built = SourceTree.root().resolve(Path.of("functions", "lambda", "target"));
        try (Stream<Path> files = Files.list(built)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .toList();
            if (jars.size() != 1) {
                throw new IllegalStateException(built + " has " + jars.size()
                        + " files *-runner.jar: run ./mvnw package -pl functions/lambda -am");
            }
            return jars.getFirst();
        }
    }
}
