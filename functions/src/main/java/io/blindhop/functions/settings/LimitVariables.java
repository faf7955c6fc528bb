package io.blindhop.functions.settings;

import io.blindhop.functions.limit.LimitOptions;
import io.blindhop.functions.limit.RateLimits;
import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import java.util.Map;

/** The variables that limit what clients may do; docs/limits.md says what each of them counts. */
public final class LimitVariables {
    public static final String RATE_ADDRESS = "BLINDHOP_RATE_ADDRESS";
    public static final String RATE_AUTHENTICATION = "BLINDHOP_RATE_AUTHENTICATION";
    public static final String RATE_REGISTRATION = "BLINDHOP_RATE_REGISTRATION";
    public static final String RATE_SYSTEM = "BLINDHOP_RATE_SYSTEM";
    public static final String RATE_SYNC = "BLINDHOP_RATE_SYNC";
    public static final String RATE_DEVICE = "BLINDHOP_RATE_DEVICE";
    public static final String QUOTA_ENTRIES = "BLINDHOP_QUOTA_ENTRIES";
    public static final String QUOTA_BYTES = "BLINDHOP_QUOTA_BYTES";

    public static final Map<String, String> DEFAULTS = Map.of(
            RATE_ADDRESS, Integer.toString(RateLimits.DEFAULT.address()),
            RATE_AUTHENTICATION, Integer.toString(RateLimits.DEFAULT.authentication()),
            RATE_REGISTRATION, Integer.toString(RateLimits.DEFAULT.registration()),
            RATE_SYSTEM, Integer.toString(RateLimits.DEFAULT.system()),
            RATE_SYNC, Integer.toString(RateLimits.DEFAULT.sync()),
            RATE_DEVICE, Integer.toString(RateLimits.DEFAULT.device()),
            QUOTA_ENTRIES, "unlimited",
            QUOTA_BYTES, "unlimited");

    private static final int LARGEST_RATE = 1_000_000;

    private LimitVariables() {}

    public static LimitOptions read(Variables variables) {
        RateLimits rates = new RateLimits(
                variables.number(RATE_ADDRESS, 0, LARGEST_RATE),
                variables.number(RATE_AUTHENTICATION, 0, LARGEST_RATE),
                variables.number(RATE_REGISTRATION, 0, LARGEST_RATE),
                variables.number(RATE_SYSTEM, 0, LARGEST_RATE),
                variables.number(RATE_SYNC, 0, LARGEST_RATE),
                variables.number(RATE_DEVICE, 0, LARGEST_RATE));
        return new LimitOptions(rates, new Quota(limit(variables, QUOTA_ENTRIES), limit(variables, QUOTA_BYTES)));
    }

    private static Limit limit(Variables variables, String name) {
        String text = variables.text(name);
        if (text.equals("unlimited")) {
            return new Limit.Unlimited();
        }
        if (text.matches("[0-9]{1,18}")) {
            return new Limit.AtMost(Long.parseLong(text));
        }
        variables.problem(name + " is \"" + text + "\"; it is a whole number from 0, or unlimited");
        return new Limit.Unlimited();
    }
}
