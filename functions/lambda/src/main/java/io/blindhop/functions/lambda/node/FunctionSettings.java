package io.blindhop.functions.lambda.node;

import io.blindhop.functions.hop.HopOptions;
import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.node.OperatorOptions;
import io.blindhop.functions.settings.AccessVariables;
import io.blindhop.functions.settings.InvalidSettingsException;
import io.blindhop.functions.settings.LimitVariables;
import io.blindhop.functions.settings.RestoreVariables;
import io.blindhop.functions.settings.UpstreamVariables;
import io.blindhop.functions.settings.Variables;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.auth.InvalidCapabilitiesException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the functions of a deployment are told by environment variables.
 *
 * @param table name of the table
 * @param bucket name of the bucket
 * @param identitySecret ARN of the secret that holds the server's keys
 * @param tokenSecret ARN of the secret from which the keys of tokens are derived
 * @param origin what proves that a request came through CloudFront; empty where clients call the function URL
 * @param systemConfig JSON: who may use {@code /system/*}, until that is replaced through its route
 * @param changeEvents whether event streams are served, each of which is billed by the second
 * @param corsOrigins origins whose browser programs are let in
 * @param signaling how the devices of a tenant find each other
 * @param generation of the table, changed when it was restored
 * @param upstream the node that this one is a hop in front of; empty for an origin
 */
public record FunctionSettings(
        String table,
        String bucket,
        String identitySecret,
        String tokenSecret,
        Optional<Origin> origin,
        String systemConfig,
        boolean changeEvents,
        Set<String> corsOrigins,
        OperatorOptions operator,
        LimitOptions limits,
        SignalingSettings signaling,
        Generation generation,
        Optional<HopOptions> upstream) {
    public static final String TABLE = "BLINDHOP_TABLE";
    public static final String BUCKET = "BLINDHOP_BUCKET";
    public static final String IDENTITY_SECRET = "BLINDHOP_IDENTITY_SECRET";
    public static final String TOKEN_SECRET = "BLINDHOP_TOKEN_SECRET";
    public static final String ORIGIN_SECRET = "BLINDHOP_ORIGIN_SECRET";
    public static final String ORIGIN_KEY_STORE = "BLINDHOP_ORIGIN_KEY_STORE";
    public static final String SYSTEM_CONFIG = "BLINDHOP_SYSTEM_CONFIG_JSON";
    public static final String CHANGE_EVENTS = "BLINDHOP_CHANGE_EVENTS";

    private static final String NOBODY = "{\"capabilities\":{}}";

    /** Every variable with its default; those without one must be set. */
    public static final Map<String, String> DEFAULTS = Variables.all(
            LimitVariables.DEFAULTS,
            AccessVariables.DEFAULTS,
            RestoreVariables.DEFAULTS,
            SignalingSettings.DEFAULTS,
            UpstreamVariables.DEFAULTS,
            Map.of(
                    TABLE, "",
                    BUCKET, "",
                    IDENTITY_SECRET, "",
                    TOKEN_SECRET, "",
                    ORIGIN_SECRET, "",
                    ORIGIN_KEY_STORE, "",
                    SYSTEM_CONFIG, NOBODY,
                    CHANGE_EVENTS, "false"));

    /**
     * @param secret ARN of the secret with the keys by which CloudFront proves itself
     * @param keyStore ARN of the key-value store in which CloudFront finds the one to sign with
     */
    public record Origin(String secret, String keyStore) {}

    public FunctionSettings {
        corsOrigins = Set.copyOf(corsOrigins);
    }

    /** @throws InvalidSettingsException with all problems */
    public static FunctionSettings read(Map<String, String> values) {
        Variables variables = new Variables(values, DEFAULTS);
        variables.refuseUnknown(Set.of());
        FunctionSettings settings = new FunctionSettings(
                variables.required(TABLE, "the name of the table"),
                variables.required(BUCKET, "the name of the bucket"),
                variables.required(IDENTITY_SECRET, "the ARN of the secret with the server's keys"),
                variables.required(TOKEN_SECRET, "the ARN of the secret for the tokens of logins"),
                origin(variables),
                systemConfig(variables),
                variables.flag(CHANGE_EVENTS),
                AccessVariables.origins(variables),
                AccessVariables.operator(variables),
                LimitVariables.read(variables),
                SignalingSettings.read(variables),
                RestoreVariables.generation(variables),
                UpstreamVariables.read(variables));
        variables.requireNoProblem();
        return settings;
    }

    private static Optional<Origin> origin(Variables variables) {
        Origin origin = new Origin(variables.text(ORIGIN_SECRET), variables.text(ORIGIN_KEY_STORE));
        if (origin.secret().isEmpty() != origin.keyStore().isEmpty()) {
            variables.problem(ORIGIN_SECRET + " and " + ORIGIN_KEY_STORE + " belong together: set both, or none without"
                    + " CloudFront");
        }
        return Optional.of(origin).filter(set -> !set.secret().isEmpty());
    }

    private static String systemConfig(Variables variables) {
        String json = variables.text(SYSTEM_CONFIG);
        try {
            CapabilityRules.parse(json);
        } catch (InvalidCapabilitiesException e) {
            variables.problem(SYSTEM_CONFIG + ": " + e.getMessage());
        }
        return json;
    }
}
