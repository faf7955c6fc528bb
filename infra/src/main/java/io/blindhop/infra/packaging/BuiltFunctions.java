package io.blindhop.infra.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Maven has built in {@code functions/lambda/target}.
 *
 * @param target that folder
 */
record BuiltFunctions(Path target) {
    private static final Pattern NAME = Pattern.compile("blindhop-lambda-(.+)-runner(\\.jar)?");

    /**
     * What starts the functions: a jar that expects its libraries in {@code lib} beside it, or an executable.
     *
     * @throws PackagingException if it is not there, or several are
     */
    Path runner(PackageKind kind) throws IOException {
        boolean jar = kind == PackageKind.JVM;
        try (Stream<Path> files = Files.list(target)) {
            List<Path> found = files.filter(file -> NAME.matcher(name(file)).matches())
                    .filter(file -> name(file).endsWith(".jar") == jar)
                    .toList();
            if (found.size() != 1) {
                throw new PackagingException("There should be one " + (jar ? "jar" : "executable")
                        + " blindhop-lambda-…-runner in " + target + ", not " + found.size()
                        + ": run ./blindhop package " + kind.label() + ", which builds it");
            }
            return found.getFirst();
        }
    }

    Path libraries() {
        return target.resolve("lib");
    }

    Path billOfMaterials() {
        return target.resolve(BillOfMaterials.FILE);
    }

    static String version(Path runner) {
        Matcher parts = NAME.matcher(name(runner));
        return parts.matches() ? parts.group(1) : "unknown";
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
