package io.blindhop.functions.settings;

import io.blindhop.functions.hop.HopMode;
import io.blindhop.functions.hop.HopOptions;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.network.HttpOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The variables that make a node a hop. */
public final class UpstreamVariables {
    public static final String URL = "BLINDHOP_UPSTREAM";
    public static final String MODE = "BLINDHOP_UPSTREAM_MODE";
    public static final String DATABASES = "BLINDHOP_UPSTREAM_DATABASES";
    public static final String READ_ONLY = "BLINDHOP_UPSTREAM_READ_ONLY";
    public static final String REGISTER = "BLINDHOP_UPSTREAM_REGISTER";
    public static final String DIRECTORY_SECONDS = "BLINDHOP_UPSTREAM_DIRECTORY_SECONDS";
    public static final String OFFLINE_HOURS = "BLINDHOP_UPSTREAM_OFFLINE_HOURS";
    public static final String FORWARD_SECONDS = "BLINDHOP_UPSTREAM_FORWARD_SECONDS";
    public static final String CACHE_MEGABYTES = "BLINDHOP_UPSTREAM_CACHE_MEGABYTES";
    public static final String WATCH_SECONDS = "BLINDHOP_UPSTREAM_WATCH_SECONDS";

    public static final Map<String, String> DEFAULTS = Map.of(
            URL, "",
            MODE, "passthrough",
            DATABASES, "",
            READ_ONLY, "false",
            REGISTER, "false",
            DIRECTORY_SECONDS, "30",
            OFFLINE_HOURS, "24",
            FORWARD_SECONDS, "15",
            CACHE_MEGABYTES, "10240",
            WATCH_SECONDS, "10");

    private static final int DAY_SECONDS = 24 * 60 * 60;
    private static final int YEAR_HOURS = 24 * 365;
    private static final int MOST_MEGABYTES = Integer.MAX_VALUE;
    private static final long MEGABYTE = 1024 * 1024;

    private UpstreamVariables() {}

    /** Empty for an origin. */
    public static Optional<HopOptions> read(Variables variables) {
        HopMode mode = mode(variables);
        Set<DatabaseId> databases = databases(variables);
        boolean readOnly = variables.flag(READ_ONLY);
        boolean registers = variables.flag(REGISTER);
        Duration age = Duration.ofSeconds(variables.number(DIRECTORY_SECONDS, 1, DAY_SECONDS));
        Duration offline = Duration.ofHours(variables.number(OFFLINE_HOURS, 0, YEAR_HOURS));
        Duration forwardEvery = Duration.ofSeconds(variables.number(FORWARD_SECONDS, 1, DAY_SECONDS));
        long cacheBytes = variables.number(CACHE_MEGABYTES, 1, MOST_MEGABYTES) * MEGABYTE;
        Duration watchEvery = Duration.ofSeconds(variables.number(WATCH_SECONDS, 1, DAY_SECONDS));
        List<URI> upstreams = urls(variables);
        if (upstreams.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HopOptions(
                    upstreams,
                    mode,
                    age,
                    offline,
                    databases,
                    readOnly,
                    registers,
                    forwardEvery,
                    cacheBytes,
                    watchEvery));
        } catch (IllegalArgumentException e) {
            variables.problem(URL + " cannot be used with " + MODE + " " + name(mode) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<URI> urls(Variables variables) {
        String text = variables.text(URL);
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(url -> HttpOptions.of(URI.create(url)).base())
                    .toList();
        } catch (IllegalArgumentException e) {
            variables.problem(URL + " cannot be used: " + e.getMessage());
            return List.of();
        }
    }

    private static HopMode mode(Variables variables) {
        String text = variables.text(MODE);
        return Arrays.stream(HopMode.values())
                .filter(mode -> name(mode).equals(text))
                .findFirst()
                .orElseGet(() -> {
                    variables.problem(MODE + " is \"" + text + "\"; it must be one of "
                            + Arrays.stream(HopMode.values())
                                    .map(UpstreamVariables::name)
                                    .collect(Collectors.joining(", ")));
                    return HopMode.PASSTHROUGH;
                });
    }

    private static String name(HopMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<DatabaseId> databases(Variables variables) {
        try {
            return Arrays.stream(variables.text(DATABASES).split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .map(DatabaseId::new)
                    .collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            variables.problem(DATABASES + ": " + e.getMessage());
            return Set.of();
        }
    }
}
