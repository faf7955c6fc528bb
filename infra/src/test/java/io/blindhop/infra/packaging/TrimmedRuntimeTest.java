package io.blindhop.infra.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.SyncNode;
import io.blindhop.functions.lambda.scheduled.MaintenanceFunction;
import io.blindhop.protocol.Bytes;
import io.blindhop.signaling.Signaling;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.blob.BlobStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
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

    @Test
    void whatOurCodeUsesIsInIt() {
        StringWriter said = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("--print-module-deps", "--ignore-missing-deps"));
        Stream.of(MaintenanceFunction.class, SyncNode.class, Signaling.class, Table.class, BlobStore.class, Bytes.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .forEach(arguments::add);

        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        int code = jdeps.run(new PrintWriter(said), new PrintWriter(said), arguments.toArray(String[]::new));

        assertThat(code).as(said.toString()).isZero();
        assertThat(TrimmedRuntime.MODULES)
                .containsAll(List.of(said.toString().strip().split(",")));
    }
}
