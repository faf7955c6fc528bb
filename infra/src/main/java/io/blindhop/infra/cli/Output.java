package io.blindhop.infra.cli;

import io.blindhop.infra.client.Columns;
import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command answers: as text in columns, or as one JSON object and nothing else. */
final class Output {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /**
     * @param object printed with {@code --json}
     * @param rows printed without it, their cells in columns
     */
    void show(JsonObject object, List<List<String>> rows) {
        if (json) {
            command.commandLine().getOut().println(JsonPrinter.pretty(object));
        } else {
            Columns.print(
                    command.commandLine().getOut(),
                    rows.stream()
                            .map(row -> row.stream().map(Output::printable).toList())
                            .toList());
        }
        command.commandLine().getOut().flush();
    }

    /** On standard error, so that it is never part of what a program reads. */
    void note(String text) {
        command.commandLine().getErr().println(printable(text));
        command.commandLine().getErr().flush();
    }

    /** What others chose must not steer a terminal. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}|[\\x{80}-\\x{9f}]", "?");
    }
}
