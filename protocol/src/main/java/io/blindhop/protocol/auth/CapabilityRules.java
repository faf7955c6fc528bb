package io.blindhop.protocol.auth;

import java.util.List;
import java.util.Locale;

/**
 * Who may do what on the operator's routes (protocol 3.8); nobody may do anything that no rule grants. Names are compared
 * without regard to case, keys character by character.
 */
public final class CapabilityRules {
    public static final CapabilityRules NONE = new CapabilityRules(List.of());

    private final List<CapabilityRule> rules;

    CapabilityRules(List<CapabilityRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads the reference's {@code config.json}:
     *
     * <pre>{"capabilities": {"ALL:/system/*": [{"username": "cn=ops/o=acme", "publicsignkey": "-----BEGIN…"}]}}</pre>
     *
     * Other members, such as {@code rateLimits}, are ignored.
     *
     * @throws InvalidCapabilitiesException with every problem that was found
     */
    public static CapabilityRules parse(String json) {
        return new CapabilityRulesParser().parse(json);
    }

    /** Whether some rule grants the request to this principal. */
    public boolean allow(SystemPrincipal principal, String method, String path) {
        boolean creation = method.toUpperCase(Locale.ROOT).equals("POST") && CapabilityRule.isTenantCreation(path);
        return rules.stream()
                .filter(rule -> rule.matches(method, path))
                .anyMatch(rule ->
                        rule.names(principal.name(), principal.publicSignKey()) || (creation && rule.admitsAnybody()));
    }

    /** Whether a login of this name with this key could be of any use, so that a challenge is issued. */
    public boolean knows(String username, String publicSignKey) {
        return rules.stream().anyMatch(rule -> rule.admitsAnybody() || rule.names(username, publicSignKey));
    }
}
