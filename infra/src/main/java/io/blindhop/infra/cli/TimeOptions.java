package io.blindhop.infra.cli;

import io.blindhop.infra.cost.FunctionTime;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How long a function runs; the defaults are those of {@link FunctionTime#assumed}. */
final class TimeOptions {
    @Option(
            names = "--request-millis",
            paramLabel = "MS",
            description =
                    "That a function works for any request beside its calls, 5 with 1024 MB and 10 with 512 by default.")
    private Optional<Double> request = Optional.empty();

    @Option(
            names = "--table-millis",
            paramLabel = "MS",
            description = "That it waits for a call of DynamoDB, 5 by default.")
    private Optional<Double> table = Optional.empty();

    @Option(
            names = "--object-millis",
            paramLabel = "MS",
            description = "That it waits for a call of S3, 30 by default.")
    private Optional<Double> object = Optional.empty();

    @Option(
            names = "--entry-millis",
            paramLabel = "MS",
            description =
                    "That it works for an entry that it checks or sends, 1 with 1024 MB and 2 with 512 by default.")
    private Optional<Double> entry = Optional.empty();

    FunctionTime read(int megabytes) {
        FunctionTime assumed = FunctionTime.assumed(megabytes);
        return new FunctionTime(
                request.orElse(assumed.requestMillis()),
                table.orElse(assumed.tableCallMillis()),
                object.orElse(assumed.blobCallMillis()),
                entry.orElse(assumed.entryMillis()));
    }
}
