package io.blindhop.infra.cli;

import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import java.util.ArrayList;
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
            text(rows);
        }
        command.commandLine().getOut().flush();
    }

    /** On standard error, so that it is never part of what a program reads. */
    void note(String text) {
        command.commandLine().getErr().println(printable(text));
        command.commandLine().getErr().flush();
    }

    private void text(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(printable(row.get(i)))
                        .repeat(' ', widths.get(i) + 2 - row.get(i).length());
            }
            command.commandLine().getOut().println(line.toString().stripTrailing());
        }
    }

    /** What others chose must not steer a terminal. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}|[\\x{80}-\\x{9f}]", "?");
    }
}
