package io.blindhop.protocol.wire;

/**
 * The request is not what the protocol says it is; the message says what is wrong and where, and quotes at most
 * {@value #MAX_QUOTE} characters of the input.
 */
public final class MalformedRequestException extends BadRequestException {
    public static final int MAX_QUOTE = 100;

    public MalformedRequestException(String message) {
        super(message);
    }

    /** A piece of input for a message: shortened, without control characters. */
    static String quote(String input) {
        String piece = input.length() <= MAX_QUOTE - 2 ? input : input.substring(0, MAX_QUOTE - 3) + "…";
        return "\"" + piece.replaceAll("\\p{Cntrl}", "?") + "\"";
    }
}
