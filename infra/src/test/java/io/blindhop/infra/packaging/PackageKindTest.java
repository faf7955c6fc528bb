package io.blindhop.infra.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.infra.tree.SourceTree;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PackageKindTest {
    @Test
    void theCompilerOfTheExecutableIsToldTheCpuLevelThatTheManifestNames() throws IOException {
        Properties told = new Properties();
        Path file = SourceTree.root().resolve(Path.of("functions/lambda/src/main/resources/application.properties"));
        try (Reader reader = Files.newBufferedReader(file)) {
            told.load(reader);
        }
        assertThat(told).containsEntry("quarkus.native.march", PackageKind.NATIVE.cpuLevel());
    }
}
