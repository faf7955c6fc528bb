package io.blindhop.infra.node;

import io.blindhop.functions.node.AddressList;
import io.blindhop.functions.node.OperatorOptions;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@link Settings} from environment variables.
 *
 * <p>All problems are collected and thrown once, each with the name of its variable. A variable that begins with {@code
 * BLINDHOP_} and is not known is a problem too: a typing error must not pass for a default.
 */
public final class SettingsReader {
    public static final String PREFIX = "BLINDHOP_";
    public static final String HOST = "BLINDHOP_HOST";
    public static final String PORT = "BLINDHOP_PORT";
    public static final String DATA = "BLINDHOP_DATA";
    public static final String SYSTEM_CONFIG = "BLINDHOP_SYSTEM_CONFIG";
    public static final String CORS_ORIGINS = "BLINDHOP_CORS_ORIGINS";
    public static final String BODY_LIMIT_BYTES = "BLINDHOP_BODY_LIMIT_BYTES";
    public static final String CHANGE_EVENTS = "BLINDHOP_CHANGE_EVENTS";

    public static final String SYSTEM_ALLOWED_IPS = "BLINDHOP_SYSTEM_ALLOWED_IPS";
    public static final String ALLOW_INSECURE_SYNC_SERVERS = "BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS";
    public static final String TENANT_DELETION_DELAY = "BLINDHOP_TENANT_DELETION_DELAY";

    /** Which server the other commands talk to: nothing that a server has to know. */
    private static final String URL = "BLINDHOP_URL";

    public static final String IDENTITY = "BLINDHOP_IDENTITY";
    public static final String IDENTITY_PASSWORD = "BLINDHOP_IDENTITY_PASSWORD";
    public static final String IDENTITY_PASSWORD_FILE = "BLINDHOP_IDENTITY_PASSWORD_FILE";

    /** Every variable with its default. */
    public static final Map<String, String> DEFAULTS = both(
            LimitVariables.DEFAULTS,
            Map.ofEntries(
                    Map.entry(HOST, "127.0.0.1"),
                    Map.entry(PORT, "8080"),
                    Map.entry(DATA, "./data"),
                    Map.entry(SYSTEM_CONFIG, ""),
                    Map.entry(CORS_ORIGINS, ""),
                    Map.entry(BODY_LIMIT_BYTES, "5242880"),
                    Map.entry(CHANGE_EVENTS, "true"),
                    Map.entry(SYSTEM_ALLOWED_IPS, "*"),
                    Map.entry(ALLOW_INSECURE_SYNC_SERVERS, "false"),
                    Map.entry(TENANT_DELETION_DELAY, "7d"),
                    Map.entry(IDENTITY, ""),
                    Map.entry(IDENTITY_PASSWORD, ""),
                    Map.entry(IDENTITY_PASSWORD_FILE, "")));

    private static final Pattern DELAY = Pattern.compile("([0-9]{1,4})([dh])");
    private static final int SMALLEST_BODY_LIMIT = 64 * 1024;
    private static final int LARGEST_BODY_LIMIT = 256 * 1024 * 1024;

    private static Map<String, String> both(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(others);
        return Map.copyOf(all);
    }

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(Map<String, String> variables) {
        this.variables = variables;
    }

    /** @throws InvalidSettingsException with all problems */
    public static Settings read(Map<String, String> variables) {
        SettingsReader reader = new SettingsReader(variables);
        reader.refuseUnknown();
        Settings settings = new Settings(
                reader.text(HOST),
                reader.number(PORT, 0, 65_535),
                reader.path(DATA).orElse(Path.of("data")),
                reader.path(SYSTEM_CONFIG),
                reader.origins(),
                reader.number(BODY_LIMIT_BYTES, SMALLEST_BODY_LIMIT, LARGEST_BODY_LIMIT),
                reader.flag(CHANGE_EVENTS),
                reader.identity(),
                new OperatorOptions(
                        reader.addresses(), reader.flag(ALLOW_INSECURE_SYNC_SERVERS), reader.deletionDelay()),
                LimitVariables.read(reader));
        if (!reader.problems.isEmpty()) {
            throw new InvalidSettingsException(reader.problems);
        }
        return settings;
    }

    private void refuseUnknown() {
        for (String name : new TreeSet<>(variables.keySet())) {
            if (name.startsWith(PREFIX) && !name.equals(URL) && !DEFAULTS.containsKey(name)) {
                problems.add(name + " is not known; known are " + String.join(", ", new TreeSet<>(DEFAULTS.keySet())));
            }
        }
    }

    /** An empty variable counts as one that is not set. */
    String text(String name) {
        String value = variables.getOrDefault(name, "").strip();
        return value.isEmpty() ? DEFAULTS.getOrDefault(name, "") : value;
    }

    void problem(String text) {
        problems.add(text);
    }

    int number(String name, int least, int most) {
        String text = text(name);
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            problems.add(name + " is \"" + text + "\", which is not a whole number");
            return least;
        }
        problems.add(name + " is " + text + ", it must be from " + least + " to " + most);
        return least;
    }

    private Optional<IdentitySource> identity() {
        Optional<Path> file = path(IDENTITY);
        String password = variables.getOrDefault(IDENTITY_PASSWORD, "");
        Optional<Path> passwordFile = path(IDENTITY_PASSWORD_FILE);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (password.isEmpty() == passwordFile.isEmpty()) {
            problems.add(IDENTITY + " needs its password: set either " + IDENTITY_PASSWORD + " or "
                    + IDENTITY_PASSWORD_FILE);
        }
        return Optional.of(new IdentitySource(file.get(), password, passwordFile));
    }

    private boolean flag(String name) {
        String text = text(name);
        if (!text.equals("true") && !text.equals("false")) {
            problems.add(name + " is \"" + text + "\", it must be true or false");
        }
        return text.equals("true");
    }

    private AddressList addresses() {
        try {
            return AddressList.parse(text(SYSTEM_ALLOWED_IPS));
        } catch (IllegalArgumentException e) {
            problems.add(SYSTEM_ALLOWED_IPS + ": " + e.getMessage());
            return AddressList.ANY;
        }
    }

    private Duration deletionDelay() {
        Matcher delay = DELAY.matcher(text(TENANT_DELETION_DELAY));
        if (delay.matches()) {
            long count = Long.parseLong(delay.group(1));
            Duration duration = delay.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
            if (!duration.isZero()) {
                return duration;
            }
        }
        problems.add(TENANT_DELETION_DELAY + " is \"" + text(TENANT_DELETION_DELAY)
                + "\", it must be a number of days or hours, at least an hour: 7d or 12h");
        return Duration.ofDays(7);
    }

    private Optional<Path> path(String name) {
        String text = text(name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            problems.add(name + " is not a path: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Set<String> origins() {
        Set<String> origins = Arrays.stream(text(CORS_ORIGINS).split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toSet());
        for (String origin : new TreeSet<>(origins)) {
            if (!origin.equals("*") && !isOrigin(origin)) {
                problems.add(CORS_ORIGINS + " has \"" + origin + "\"; an origin is scheme://host or scheme://host:port"
                        + " without a slash at the end, or *");
            }
        }
        return origins;
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getScheme() != null
                    && uri.getHost() != null
                    && text.equals(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
