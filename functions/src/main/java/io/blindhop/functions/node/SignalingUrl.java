package io.blindhop.functions.node;

import java.util.regex.Pattern;

/**
 * Where clients open the WebSocket of signaling.
 *
 * @param text a {@code ws:} or {@code wss:} URL, or a path: that one is on the host that a client has asked, without TLS
 */
public record SignalingUrl(String text) {
    /** The path at which the local server takes WebSockets. */
    public static final String LOCAL_PATH = "/signaling";

    private static final Pattern SHAPE =
            Pattern.compile("(wss?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?|" + LOCAL_PATH + ")");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]+)?|\\[[0-9A-Fa-f:.]+](:[0-9]+)?");

    /** @throws IllegalArgumentException if the text is neither */
    public SignalingUrl {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is neither a URL such as wss://example.org/live nor " + LOCAL_PATH);
        }
    }

    /**
     * The URL for a client.
     *
     * @param host the header {@code Host} of its request
     * @throws IllegalArgumentException if it is needed and is no host
     */
    public String forHost(String host) {
        if (!text.equals(LOCAL_PATH)) {
            return text;
        }
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("The header Host must name a host");
        }
        return "ws://" + host + text;
    }
}
