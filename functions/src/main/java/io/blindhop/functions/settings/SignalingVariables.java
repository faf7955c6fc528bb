package io.blindhop.functions.settings;

import io.blindhop.functions.node.SignalingOptions;
import io.blindhop.functions.node.SignalingUrl;
import io.blindhop.functions.node.TurnOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables that say how peers meet. */
public final class SignalingVariables {
    public static final String URL = "BLINDHOP_SIGNALING_URL";
    public static final String STUN_URLS = "BLINDHOP_STUN_URLS";
    public static final String TURN_URLS = "BLINDHOP_TURN_URLS";
    public static final String TURN_SECRET = "BLINDHOP_TURN_SECRET";

    /** Switches signaling off where it is on by default. */
    public static final String OFF = "off";

    private SignalingVariables() {}

    /** @param url by default */
    public static Map<String, String> defaults(String url) {
        return Map.of(URL, url, STUN_URLS, "", TURN_URLS, "", TURN_SECRET, "");
    }

    public static SignalingOptions read(Variables variables) {
        return new SignalingOptions(url(variables), stunUrls(variables), turn(variables));
    }

    /** Empty if signaling is off. */
    public static Optional<SignalingUrl> url(Variables variables) {
        String text = variables.text(URL);
        try {
            return text.equals(OFF) ? Optional.empty() : Optional.of(new SignalingUrl(text));
        } catch (IllegalArgumentException e) {
            variables.problem(URL + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    public static List<String> stunUrls(Variables variables) {
        return urls(variables, STUN_URLS, "stun:", "stuns:");
    }

    /** @param secret the variable without which they are of no use */
    public static List<String> turnUrls(Variables variables, String secret) {
        List<String> urls = urls(variables, TURN_URLS, "turn:", "turns:");
        if (urls.isEmpty() != variables.text(secret).isEmpty()) {
            variables.problem(TURN_URLS + " and " + secret + " need each other: set both or neither");
        }
        return urls;
    }

    private static Optional<TurnOptions> turn(Variables variables) {
        List<String> urls = turnUrls(variables, TURN_SECRET);
        return urls.isEmpty() ? Optional.empty() : Optional.of(new TurnOptions(urls, variables.text(TURN_SECRET)));
    }

    private static List<String> urls(Variables variables, String name, String scheme, String secureScheme) {
        List<String> urls = Arrays.stream(variables.text(name).split(",", -1))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .toList();
        urls.stream()
                .filter(url -> !url.startsWith(scheme) && !url.startsWith(secureScheme))
                .forEach(url -> variables.problem(
                        name + " has \"" + url + "\"; it must begin with " + scheme + " or " + secureScheme));
        return urls;
    }
}
