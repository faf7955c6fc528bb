package io.blindhop.functions.settings;

import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.node.AddressList;
import io.blindhop.functions.node.OperatorOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables that say who is let in, and what holds for {@code /system/*}. */
public final class AccessVariables {
    public static final String CORS_ORIGINS = "BLINDHOP_CORS_ORIGINS";
    public static final String SYSTEM_ALLOWED_IPS = "BLINDHOP_SYSTEM_ALLOWED_IPS";
    public static final String ALLOW_INSECURE_SYNC_SERVERS = "BLINDHOP_ALLOW_INSECURE_SYNC_SERVERS";
    public static final String TENANT_DELETION_DELAY = "BLINDHOP_TENANT_DELETION_DELAY";

    public static final String TELL_COST = "BLINDHOP_TELL_COST";

    public static final Map<String, String> DEFAULTS = Map.of(
            CORS_ORIGINS, "",
            SYSTEM_ALLOWED_IPS, "*",
            ALLOW_INSECURE_SYNC_SERVERS, "false",
            TENANT_DELETION_DELAY, "7d",
            TELL_COST, "false");

    private static final Pattern DELAY = Pattern.compile("([0-9]{1,4})([dh])");

    private AccessVariables() {}

    public static OperatorOptions operator(Variables variables) {
        return new OperatorOptions(
                addresses(variables),
                variables.flag(ALLOW_INSECURE_SYNC_SERVERS),
                deletionDelay(variables),
                variables.flag(TELL_COST) ? Optional.of(Tariff.of(variables.values())) : Optional.empty());
    }

    /** Origins whose browser programs are let in. */
    public static Set<String> origins(Variables variables) {
        Set<String> origins = Arrays.stream(variables.text(CORS_ORIGINS).split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toSet());
        for (String origin : new TreeSet<>(origins)) {
            if (!origin.equals("*") && !isOrigin(origin)) {
                variables.problem(CORS_ORIGINS + " has \"" + origin + "\"; an origin is scheme://host or"
                        + " scheme://host:port without a slash at the end, or *");
            }
        }
        return origins;
    }

    private static AddressList addresses(Variables variables) {
        try {
            return AddressList.parse(variables.text(SYSTEM_ALLOWED_IPS));
        } catch (IllegalArgumentException e) {
            variables.problem(SYSTEM_ALLOWED_IPS + ": " + e.getMessage());
            return AddressList.ANY;
        }
    }

    private static Duration deletionDelay(Variables variables) {
        String text = variables.text(TENANT_DELETION_DELAY);
        Matcher delay = DELAY.matcher(text);
        if (delay.matches()) {
            long count = Long.parseLong(delay.group(1));
            Duration duration = delay.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
            if (!duration.isZero()) {
                return duration;
            }
        }
        variables.problem(TENANT_DELETION_DELAY + " is \"" + text
                + "\", it must be a number of days or hours, at least an hour: 7d or 12h");
        return Duration.ofDays(7);
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
