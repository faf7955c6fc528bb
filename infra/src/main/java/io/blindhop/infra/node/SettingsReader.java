package io.blindhop.infra.node;

import io.blindhop.functions.node.SignalingUrl;
import io.blindhop.functions.settings.AccessVariables;
import io.blindhop.functions.settings.InvalidSettingsException;
import io.blindhop.functions.settings.LimitVariables;
import io.blindhop.functions.settings.RestoreVariables;
import io.blindhop.functions.settings.SignalingVariables;
import io.blindhop.functions.settings.UpstreamVariables;
import io.blindhop.functions.settings.Variables;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@link Settings} from environment variables. */
public final class SettingsReader {
    public static final String HOST = "BLINDHOP_HOST";
    public static final String PORT = "BLINDHOP_PORT";
    public static final String DATA = "BLINDHOP_DATA";
    public static final String SYSTEM_CONFIG = "BLINDHOP_SYSTEM_CONFIG";
    public static final String BODY_LIMIT_BYTES = "BLINDHOP_BODY_LIMIT_BYTES";
    public static final String CHANGE_EVENTS = "BLINDHOP_CHANGE_EVENTS";
    public static final String LOG_FORMAT = "BLINDHOP_LOG_FORMAT";

    public static final String IDENTITY = "BLINDHOP_IDENTITY";
    public static final String IDENTITY_PASSWORD = "BLINDHOP_IDENTITY_PASSWORD";
    public static final String IDENTITY_PASSWORD_FILE = "BLINDHOP_IDENTITY_PASSWORD_FILE";

    /** Which server the other commands talk to: nothing that a server has to know. */
    private static final String URL = "BLINDHOP_URL";

    /** Every variable with its default. */
    public static final Map<String, String> DEFAULTS = Variables.all(
            LimitVariables.DEFAULTS,
            AccessVariables.DEFAULTS,
            RestoreVariables.DEFAULTS,
            UpstreamVariables.DEFAULTS,
            SignalingVariables.defaults(SignalingUrl.LOCAL_PATH),
            GatewayVariables.DEFAULTS,
            Map.of(
                    HOST, "127.0.0.1",
                    PORT, "8080",
                    DATA, "./data",
                    SYSTEM_CONFIG, "",
                    BODY_LIMIT_BYTES, "5242880",
                    CHANGE_EVENTS, "true",
                    LOG_FORMAT, "text",
                    IDENTITY, "",
                    IDENTITY_PASSWORD, "",
                    IDENTITY_PASSWORD_FILE, ""));

    private static final int SMALLEST_BODY_LIMIT = 64 * 1024;
    private static final int LARGEST_BODY_LIMIT = 256 * 1024 * 1024;

    private final Variables variables;

    private SettingsReader(Variables variables) {
        this.variables = variables;
    }

    /** @throws InvalidSettingsException with all problems */
    public static Settings read(Map<String, String> values) {
        Variables variables = new Variables(values, DEFAULTS);
        variables.refuseUnknown(Set.of(URL));
        Settings settings = new SettingsReader(variables).read();
        variables.requireNoProblem();
        return settings;
    }

    private Settings read() {
        return new Settings(
                variables.text(HOST),
                variables.number(PORT, 0, 65_535),
                path(DATA).orElse(Path.of("data")),
                path(SYSTEM_CONFIG),
                AccessVariables.origins(variables),
                variables.number(BODY_LIMIT_BYTES, SMALLEST_BODY_LIMIT, LARGEST_BODY_LIMIT),
                variables.flag(CHANGE_EVENTS),
                identity(),
                AccessVariables.operator(variables),
                LimitVariables.read(variables),
                SignalingVariables.read(variables),
                GatewayVariables.read(variables),
                UpstreamVariables.read(variables),
                logFormat(),
                RestoreVariables.generation(variables));
    }

    private LogFormat logFormat() {
        String text = variables.text(LOG_FORMAT);
        return switch (text) {
            case "text" -> LogFormat.TEXT;
            case "json" -> LogFormat.JSON;
            default -> {
                variables.problem(LOG_FORMAT + " is \"" + text + "\", it must be text or json");
                yield LogFormat.TEXT;
            }
        };
    }

    private Optional<IdentitySource> identity() {
        Optional<Path> file = path(IDENTITY);
        String password = variables.verbatim(IDENTITY_PASSWORD);
        Optional<Path> passwordFile = path(IDENTITY_PASSWORD_FILE);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (password.isEmpty() == passwordFile.isEmpty()) {
            variables.problem(IDENTITY + " needs its password: set either " + IDENTITY_PASSWORD + " or "
                    + IDENTITY_PASSWORD_FILE);
        }
        return Optional.of(new IdentitySource(file.get(), password, passwordFile));
    }

    private Optional<Path> path(String name) {
        String text = variables.text(name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            variables.problem(name + " is not a path: " + e.getMessage());
            return Optional.empty();
        }
    }
}
