package io.blindhop.protocol.network;

import java.util.regex.Pattern;

/** A credential as a server issued it. It is sent in one header and shown nowhere. */
public final class BearerToken {
    public static final int MAX_LENGTH = 8192;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._~+/=-]{1," + MAX_LENGTH + "}");

    private final String value;

    /** @throws IllegalArgumentException unless the text fits into a header; the message does not show it */
    public BearerToken(String value) {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a token is 1 to " + MAX_LENGTH + " characters of a bearer token, not "
                    + value.length() + " of another kind");
        }
        this.value = value;
    }

    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return "a token";
    }
}
