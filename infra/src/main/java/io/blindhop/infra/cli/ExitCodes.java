package io.blindhop.infra.cli;

/** The exit codes of commands that talk to a server, and what {@code --help} says about them. */
final class ExitCodes {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int UNREACHABLE = 3;

    static final String HEADING = "%nExit codes:%n";
    static final String DONE_TEXT = "0:Done.";
    static final String FAILED_TEXT = "1:Refused by the server, not found, or failed.";
    static final String USAGE_TEXT = "2:Wrong command, option or setting.";
    static final String UNREACHABLE_TEXT = "3:No server answers.";

    private ExitCodes() {}
}
