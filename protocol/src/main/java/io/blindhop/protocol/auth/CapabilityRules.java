package io.blindhop.protocol.auth;

import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.signature.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
     * @throws InvalidCapabilitiesException with every problem that was found, but no more than fit on a page
     */
    public static CapabilityRules parse(String json) {
        return new CapabilityRulesParser().parse(json);
    }

    /** A configuration, as {@link #parse} reads it, that lets one administrator do everything. */
    public static String configGrantingEverything(String username, String publicSignKey) {
        Map<String, JsonValue> principal = new LinkedHashMap<>();
        principal.put("username", new JsonString(username));
        principal.put("publicsignkey", new JsonString(publicSignKey));
        JsonArray principals = new JsonArray(List.of(new JsonObject(principal)));
        JsonObject rules = new JsonObject(Map.of("ALL:/system/*", principals));
        return CanonicalJson.render(new JsonObject(Map.of("capabilities", rules)));
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
