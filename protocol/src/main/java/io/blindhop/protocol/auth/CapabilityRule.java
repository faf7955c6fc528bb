package io.blindhop.protocol.auth;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who may send one kind of request to the operator's routes (protocol 3.8).
 *
 * @param method upper case, or {@code ALL}
 * @param pathPattern equal to the path, or with a {@code *} that stands for anything between its prefix and its suffix
 */
record CapabilityRule(String method, String pathPattern, List<Grantee> grantees) {
    private static final Pattern TENANT_CREATION = Pattern.compile("/system/tenants/[^/]+/?");

    CapabilityRule {
        grantees = List.copyOf(grantees);
    }

    /** Whom a rule names; {@code *} for both is whoever creates a tenant. */
    record Grantee(String username, String publicSignKey) {
        static final Grantee ANYBODY = new Grantee("*", "*");

        boolean is(String name, String key) {
            return !equals(ANYBODY)
                    && username.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))
                    && publicSignKey.equals(key);
        }
    }

    boolean matches(String requestMethod, String path) {
        return (method.equals("ALL") || method.equals(requestMethod.toUpperCase(Locale.ROOT))) && matchesPath(path);
    }

    private boolean matchesPath(String path) {
        int star = pathPattern.indexOf('*');
        if (star < 0) {
            return pathPattern.equals(path);
        }
        return path.startsWith(pathPattern.substring(0, star)) && path.endsWith(pathPattern.substring(star + 1));
    }

    boolean names(String username, String key) {
        return grantees.stream().anyMatch(grantee -> grantee.is(username, key));
    }

    /** Whether the rule lets anybody create tenants. */
    boolean admitsAnybody() {
        return createsTenants() && grantees.contains(Grantee.ANYBODY);
    }

    boolean createsTenants() {
        return method.equals("POST") && isTenantCreation(pathPattern);
    }

    /** One segment after {@code /system/tenants/} and no more: what lies below an existing tenant is not creation. */
    static boolean isTenantCreation(String path) {
        return TENANT_CREATION.matcher(path).matches();
    }
}
