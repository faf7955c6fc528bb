package io.blindhop.functions.http;

/** What a client sent, made fit for a log line: letters only, at most 16. */
final class LogText {
    private LogText() {}

    static String clean(String text) {
        String letters = text.replaceAll("[^A-Za-z]", "?");
        return letters.substring(0, Math.min(16, letters.length()));
    }
}
