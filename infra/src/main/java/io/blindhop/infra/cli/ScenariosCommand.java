package io.blindhop.infra.cli;

import io.blindhop.infra.bench.Deployment.Services;
import io.blindhop.infra.bench.scenario.Measures;
import io.blindhop.infra.bench.scenario.ScenarioRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures all that clients do on three deployments; exit code 1 if something is not within its bound. */
@Command(
        name = "scenarios",
        description = {
            "Measures what clients do, on a local server, on emulators of DynamoDB and S3, and in memory, where only",
            "calls and units count."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        footer = {
            "",
            "Scenarios: first-push, fresh-pull, dense-pull, idle-sync, interactive-push, requests, attachments, hot-store,",
            "bloom, directory, many-tenants. Large stores are copies of one commit; what is pushed is signed and checked.",
            "More than a million entries in memory need more of it: JAVA_OPTS=-Xmx4g ./blindhop bench scenarios …",
            "\"emulated\" runs DynamoDB Local, a test dependency whose licence asks its user for an AWS account.",
            "Exit codes: 0 all within their bounds, 1 one is not or the run failed, 2 wrong option."
        })
final class ScenariosCommand implements Callable<Integer> {
    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Scenarios; all by default.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--on",
            split = ",",
            paramLabel = "WHERE",
            description = "${COMPLETION-CANDIDATES}; all by default.")
    private Set<Services> on = EnumSet.allOf(Services.class);

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            description = "Entries of a store, users of a directory, tenants; by default what takes minutes.")
    private List<Long> sizes = new ArrayList<>();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How long the writers of hot-store write, 5 by default.")
    private int seconds;

    @Option(names = "--save", paramLabel = "FILE", description = "Also write the JSON to this file.")
    private Path file;

    @Mixin
    private BenchFrame frame;

    @Override
    public Integer call() throws IOException {
        ScenarioRun run =
                frame.options(() -> new ScenarioRun(Set.copyOf(only), on, sizes, Duration.ofSeconds(seconds)));
        Measures measures = frame.run(run::run);
        if (file != null) {
            Files.writeString(file, measures.toJson() + "\n", StandardCharsets.UTF_8);
        }
        return BenchFrame.exitCode(measures);
    }
}
