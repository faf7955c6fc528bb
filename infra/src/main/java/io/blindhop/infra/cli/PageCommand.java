package io.blindhop.infra.cli;

import io.blindhop.infra.bench.scenario.Measures;
import io.blindhop.infra.bench.scenario.PerformancePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the tables and the plots of a page from what scenarios found. */
@Command(
        name = "page",
        description = "Writes the tables and plots of the page on performance from what scenarios have saved.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Exit codes: 0 written, 1 a file cannot be read or written, 2 wrong option."})
final class PageCommand implements Callable<Integer> {
    @Option(
            names = "--measures",
            paramLabel = "FILE",
            defaultValue = "docs/measures.json",
            description = "What to read, ${DEFAULT-VALUE} by default.")
    private Path measures;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            defaultValue = "docs/performance.md",
            description = "Where the tables go, ${DEFAULT-VALUE} by default.")
    private Path page;

    @Option(
            names = "--plots",
            paramLabel = "FOLDER",
            defaultValue = "docs/images/performance",
            description = "Where the plots go, ${DEFAULT-VALUE} by default.")
    private Path plots;

    @Override
    public Integer call() throws IOException {
        PerformancePage written = new PerformancePage(Measures.parse(Files.readString(measures)));
        Files.writeString(page, written.filled(Files.readString(page)));
        Files.createDirectories(plots);
        for (var plot : written.plots().entrySet()) {
            Files.writeString(plots.resolve(plot.getKey()), plot.getValue());
        }
        return 0;
    }
}
