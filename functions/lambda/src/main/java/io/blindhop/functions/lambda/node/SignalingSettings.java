package io.blindhop.functions.lambda.node;

import io.blindhop.functions.lambda.secrets.SecretStore;
import io.blindhop.functions.lambda.secrets.WatchedSecret;
import io.blindhop.functions.node.SignalingOptions;
import io.blindhop.functions.node.SignalingUrl;
import io.blindhop.functions.node.TurnOptions;
import io.blindhop.functions.settings.SignalingVariables;
import io.blindhop.functions.settings.Variables;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the functions are told about signaling.
 *
 * @param url where clients connect; empty if there is no signaling
 * @param endpoint of the management API, by which functions post to connections
 * @param turnSecret ARN of the secret that we share with the TURN server; empty without one
 */
public record SignalingSettings(
        Optional<SignalingUrl> url,
        Optional<URI> endpoint,
        List<String> stunUrls,
        List<String> turnUrls,
        String turnSecret) {
    public static final String ENDPOINT = "BLINDHOP_SIGNALING_ENDPOINT";
    public static final String TURN_SECRET_ARN = "BLINDHOP_TURN_SECRET_ARN";

    static final Map<String, String> DEFAULTS = Map.of(
            SignalingVariables.URL,
            SignalingVariables.OFF,
            ENDPOINT,
            "",
            SignalingVariables.STUN_URLS,
            "",
            SignalingVariables.TURN_URLS,
            "",
            TURN_SECRET_ARN,
            "");

    private static final String EMPTY_TURN_SECRET =
            "The secret of the TURN server is empty: put its static-auth-secret there";

    public SignalingSettings {
        stunUrls = List.copyOf(stunUrls);
        turnUrls = List.copyOf(turnUrls);
    }

    static SignalingSettings read(Variables variables) {
        Optional<SignalingUrl> url = SignalingVariables.url(variables);
        if (url.isPresent() && !url.get().text().contains("://")) {
            variables.problem(SignalingVariables.URL + " must be a URL such as wss://example.org/live here");
        }
        Optional<URI> endpoint = endpoint(variables);
        if (url.isPresent() == variables.text(ENDPOINT).isEmpty()) {
            variables.problem(SignalingVariables.URL + " and " + ENDPOINT + " need each other: set both or neither");
        }
        return new SignalingSettings(
                url,
                endpoint,
                SignalingVariables.stunUrls(variables),
                SignalingVariables.turnUrls(variables, TURN_SECRET_ARN),
                variables.text(TURN_SECRET_ARN));
    }

    private static Optional<URI> endpoint(Variables variables) {
        String text = variables.text(ENDPOINT);
        if (!text.isEmpty() && !text.matches("https?://[A-Za-z0-9.:-]+(/[A-Za-z0-9._~-]+)?")) {
            variables.problem(ENDPOINT + " is \"" + text
                    + "\", it must be the URL of a stage: https://abc123.execute-api.eu-central-1.amazonaws.com/live");
            return Optional.empty();
        }
        return Optional.of(text).filter(set -> !set.isEmpty()).map(URI::create);
    }

    /** What clients are told. The secret is read when somebody asks for a ticket. */
    SignalingOptions options(SecretStore secrets, InstantSource clock) {
        if (turnUrls.isEmpty()) {
            return new SignalingOptions(url, stunUrls, Optional.empty());
        }
        WatchedSecret<String> secret =
                new WatchedSecret<>(secrets, turnSecret, String::strip, EMPTY_TURN_SECRET, clock);
        return new SignalingOptions(url, stunUrls, Optional.of(new TurnOptions(turnUrls, secret::get)));
    }
}
