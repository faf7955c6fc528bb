package io.blindhop.infra.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit code 0 is success, 1 a failure or a refusal, 2 a wrong option or setting, 3 a server that does not
 * answer, 143 the end by SIGTERM.
 */
@Command(
        name = "blindhop",
        description = "Host for end-to-end encrypted, content-addressed stores.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT, ExitCodes.UNREACHABLE_TEXT},
        subcommands = {
            Serve.class,
            StatusCommand.class,
            DiscoverCommand.class,
            TenantCommand.class,
            UserCommand.class,
            ServerCommand.class,
            ConfigCommand.class,
            IdentityCommand.class,
            Secret.class,
            BenchCommand.class,
            CostCommand.class,
            LambdaCommand.class,
            PackageCommand.class
        })
public final class Blindhop implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        LogFormat.install();
        int exitCode = commandLine().execute(arguments);
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Blindhop())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(QuotaLimit.class, new QuotaLimit.Reader())
                .setExecutionExceptionHandler(Failures::report);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? To start a server: blindhop serve");
    }
}
