package io.blindhop.infra.node;

import io.blindhop.functions.node.SignalingUrl;
import io.blindhop.functions.settings.Variables;
import io.blindhop.infra.gateway.GatewayOptions;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/** The variables that say how long the WebSockets of this server may live. */
public final class GatewayVariables {
    public static final String IDLE_SECONDS = "BLINDHOP_SIGNALING_IDLE_SECONDS";
    public static final String LIFETIME_SECONDS = "BLINDHOP_SIGNALING_LIFETIME_SECONDS";

    static final Map<String, String> DEFAULTS = Map.of(
            IDLE_SECONDS, seconds(GatewayOptions.IDLE_OF_AWS),
            LIFETIME_SECONDS, seconds(GatewayOptions.LIFETIME_OF_AWS));

    private static final int DAY = 24 * 60 * 60;

    private GatewayVariables() {}

    static GatewayOptions read(Variables variables) {
        return new GatewayOptions(
                SignalingUrl.LOCAL_PATH,
                Duration.ofSeconds(variables.number(IDLE_SECONDS, 1, DAY)),
                Duration.ofSeconds(variables.number(LIFETIME_SECONDS, 1, DAY)),
                OptionalLong.empty());
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }
}
