package io.blindhop.infra.cli;

import io.blindhop.infra.cost.FunctionTime;
import picocli.CommandLine.Option;

/** How long a function runs; the defaults are those of {@link FunctionTime#ASSUMED}. */
final class TimeOptions {
    @Option(
            names = "--request-millis",
            paramLabel = "MS",
            defaultValue = "5",
            description = "That a function runs for any request beside its calls, 5 by default.")
    private double request;

    @Option(
            names = "--table-millis",
            paramLabel = "MS",
            defaultValue = "5",
            description = "That it waits for a call of DynamoDB, 5 by default.")
    private double table;

    @Option(
            names = "--object-millis",
            paramLabel = "MS",
            defaultValue = "30",
            description = "That it waits for a call of S3, 30 by default.")
    private double object;

    @Option(
            names = "--entry-millis",
            paramLabel = "MS",
            defaultValue = "1",
            description = "That it works for an entry that it checks or sends, 1 by default.")
    private double entry;

    FunctionTime read() {
        return new FunctionTime(request, table, object, entry);
    }
}
