package io.blindhop.infra.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.blindhop.protocol.entry.RecordedEntries;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line did. */
record Run(int exitCode, String out, String err) {
    static Run of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Blindhop.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** Of a command that must have succeeded. */
    Run ok() {
        if (exitCode != 0) {
            throw new AssertionError("Exit code " + exitCode + ": " + err);
        }
        return this;
    }

    /** Fails if anything but JSON was printed. */
    JsonNode json() {
        return RecordedEntries.json(out);
    }
}
