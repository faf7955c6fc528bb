package io.blindhop.infra.cli;

/** Log lines of one line each, on standard error: {@code 2026-01-31T12:00:00.000+0000 INFO GET /health 200 …}. */
final class LogFormat {
    private LogFormat() {}

    /** Must run before the first logger is used. A format given on the Java command line stays. */
    static void install() {
        String key = "java.util.logging.SimpleFormatter.format";
        if (System.getProperty(key) == null) {
            System.setProperty(key, "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n");
        }
    }
}
