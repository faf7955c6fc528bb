package io.blindhop.infra.cli;

import io.blindhop.functions.settings.InvalidSettingsException;
import io.blindhop.infra.client.ServerUnreachableException;
import io.blindhop.protocol.json.MalformedJsonException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** Says what went wrong: what the user can mend without a stack trace, a fault of ours with one. */
final class Failures {
    private Failures() {}

    static int report(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        switch (failure) {
            case InvalidSettingsException e -> {
                err.println("These settings cannot be used:");
                e.problems().forEach(problem -> err.println("  " + problem));
                return ExitCode.USAGE;
            }
            case ServerUnreachableException e -> {
                err.println(Output.printable(e.getMessage()));
                return ExitCodes.UNREACHABLE;
            }
            case IOException e -> err.println(Output.printable(e.getMessage()));
            case MalformedJsonException e ->
                err.println("The server's answer cannot be understood: " + Output.printable(e.getMessage()));
            default -> failure.printStackTrace(err);
        }
        return ExitCode.SOFTWARE;
    }
}
