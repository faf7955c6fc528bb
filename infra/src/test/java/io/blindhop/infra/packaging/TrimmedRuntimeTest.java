package io.blindhop.infra.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrimmedRuntimeTest {
    @Test
    void aTrimmedRuntimeStartsAndHasWhatItWasGivenAndLittleElse(@TempDir Path temp) throws IOException {
        Path runtime = temp.resolve("jre");
        TrimmedRuntime.make(runtime);
        Process java = new ProcessBuilder(runtime.resolve("bin/java").toString(), "--list-modules").start();
        List<String> modules = java.inputReader()
                .lines()
                .map(line -> line.replaceAll("@.*", ""))
                .toList();
        assertThat(modules).containsAll(TrimmedRuntime.MODULES).hasSizeLessThan(TrimmedRuntime.MODULES.size() + 3);
    }
}
