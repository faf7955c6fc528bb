package io.blindhop.infra.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.lambda.node.FunctionSettings;
import io.blindhop.protocol.auth.CapabilityRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code blindhop lambda --emulated} in a process of its own, from the jar. */
@Timeout(120)
class EmulatedCommandIT {
    @TempDir
    private Path folder;

    @Test
    void aPackageServesTenantsWithoutAnAccountAndWithNothingSetUpBefore() throws IOException {
        Process process = run();
        try (BufferedReader out = process.inputReader();
                HttpTransport transport = new HttpTransport(url(out))) {
            TestTenant tenant = TestTenant.register(transport, "emulated").grant();
            var notes = tenant.login(Person.ALICE).docs("notes");
            notes.putBinary(List.of(Person.ALICE.entries(1).docCreate("d"))).ok();
            assertThat(notes.ids()).hasSize(1);
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }

    private Process run() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                System.getProperty("blindhop.jar"),
                "lambda",
                "--emulated",
                "--package",
                PackageUnderTest.folder().toString(),
                "--port",
                "0");
        builder.redirectError(folder.resolve("errors").toFile());
        builder.environment()
                .put(
                        FunctionSettings.SYSTEM_CONFIG,
                        CapabilityRules.configGrantingEverything(
                                Person.SYSADMIN.username(), Person.SYSADMIN.signingPem()));
        return builder.start();
    }

    private URI url(BufferedReader out) throws IOException {
        return Optional.ofNullable(out.readLine())
                .map(line -> URI.create(line.replaceFirst(" *URL *", "")))
                .orElseThrow(() -> new IOException("The command ended: see " + folder.resolve("errors")));
    }
}
