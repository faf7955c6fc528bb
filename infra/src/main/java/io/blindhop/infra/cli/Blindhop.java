package io.blindhop.infra.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit code 0 is success, 1 a failure, 2 a wrong option or setting, 143 the end by SIGTERM. */
@Command(
        name = "blindhop",
        description = "Host for end-to-end encrypted, content-addressed stores.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {Serve.class, BenchCommand.class, Secret.class})
public final class Blindhop implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        LogFormat.install();
        int exitCode = commandLine().execute(arguments);
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Blindhop()).setExecutionExceptionHandler(Failures::report);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? To start a server: blindhop serve");
    }
}
