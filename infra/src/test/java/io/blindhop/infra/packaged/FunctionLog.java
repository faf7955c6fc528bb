package io.blindhop.infra.packaged;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** What the functions of the run have printed, in {@code infra/target/packaged/functions.log}. */
final class FunctionLog {
    static final PrintWriter INSTANCE = open();

    private FunctionLog() {}

    private static PrintWriter open() {
        try {
            return new PrintWriter(
                    Files.newBufferedWriter(PackageUnderTest.target().resolve("functions.log")), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
