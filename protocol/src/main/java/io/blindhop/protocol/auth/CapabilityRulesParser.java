package io.blindhop.protocol.auth;

import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.JsonValue;
import io.blindhop.protocol.json.JsonValue.JsonArray;
import io.blindhop.protocol.json.JsonValue.JsonObject;
import io.blindhop.protocol.json.JsonValue.JsonString;
import io.blindhop.protocol.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads capability rules and collects what is wrong with them, up to {@value #MAX_PROBLEMS} problems, before it gives up. */
final class CapabilityRulesParser {
    private static final Set<String> METHODS = Set.of("ALL", "GET", "POST", "PUT", "DELETE", "PATCH");

    /** Every problem repeats the name of its rule: without a limit a hostile file would be answered with its square. */
    private static final int MAX_PROBLEMS = 50;

    private static final int MAX_QUOTE = 200;

    private final List<String> problems = new ArrayList<>();

    CapabilityRules parse(String json) {
        List<CapabilityRule> rules = new ArrayList<>();
        capabilities(json)
                .ifPresent(capabilities -> capabilities.members().forEach((key, value) -> rules.add(rule(key, value))));
        if (!problems.isEmpty()) {
            throw new InvalidCapabilitiesException(problems);
        }
        return new CapabilityRules(rules);
    }

    private Optional<JsonObject> capabilities(String json) {
        try {
            if (JsonText.parse(json) instanceof JsonObject root
                    && root.members().get("capabilities") instanceof JsonObject capabilities) {
                return Optional.of(capabilities);
            }
            problem("capabilities: must be an object of rules");
        } catch (MalformedJsonException e) {
            problem("the configuration is not JSON: " + e.getMessage());
        }
        return Optional.empty();
    }

    private CapabilityRule rule(String key, JsonValue value) {
        String place = "capabilities[\"" + quoted(key) + "\"]";
        int colon = key.indexOf(':');
        String method = key.substring(0, Math.max(colon, 0)).toUpperCase(Locale.ROOT);
        String path = key.substring(colon + 1);
        if (!METHODS.contains(method) || !path.startsWith("/")) {
            problem(place + ": must be METHOD:/path with one of the methods ALL, DELETE, GET, PATCH, POST, PUT");
        }
        CapabilityRule rule = new CapabilityRule(method, path, List.of());
        if (!(value instanceof JsonArray(List<JsonValue> elements))) {
            problem(place + ": must be an array of principals");
            return rule;
        }
        List<CapabilityRule.Grantee> grantees = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            grantees.add(grantee(place + "[" + i + "]", elements.get(i), rule.createsTenants()));
        }
        return new CapabilityRule(method, path, grantees);
    }

    private CapabilityRule.Grantee grantee(String place, JsonValue value, boolean createsTenants) {
        if (!(value instanceof JsonObject principal)) {
            problem(place + ": must be an object of username and publicsignkey");
            return new CapabilityRule.Grantee("", "");
        }
        CapabilityRule.Grantee grantee =
                new CapabilityRule.Grantee(text(place, principal, "username"), text(place, principal, "publicsignkey"));
        if (grantee.equals(CapabilityRule.Grantee.ANYBODY)) {
            if (!createsTenants) {
                problem(place + ": the wildcard is for rules POST:/system/tenants/<one segment> only");
            }
        } else if (grantee.username().equals("*") || grantee.publicSignKey().equals("*")) {
            problem(place + ": the wildcard must be both username and publicsignkey");
        }
        return grantee;
    }

    private String text(String place, JsonObject principal, String name) {
        if (principal.members().get(name) instanceof JsonString(String text) && !text.isEmpty()) {
            return text;
        }
        problem(place + "." + name + ": must be a non-empty string");
        return "";
    }

    private void problem(String text) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(text);
        } else if (problems.size() == MAX_PROBLEMS) {
            problems.add("and more");
        }
    }

    private static String quoted(String key) {
        return key.length() <= MAX_QUOTE ? key : key.substring(0, MAX_QUOTE) + "…";
    }
}
