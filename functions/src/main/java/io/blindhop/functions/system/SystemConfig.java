package io.blindhop.functions.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The capability rules of the operator API, in the format of the reference server's {@code config.json}:
 *
 * <pre>{"capabilities": {"ALL:/system/*": [{"username": "cn=sysadmin/o=acme", "publicsignkey": "-----BEGIN…"}]}}</pre>
 *
 * @param capabilities from {@code METHOD:PATH} to who may do that, in the order of the file
 */
public record SystemConfig(Map<String, List<SystemPrincipal>> capabilities) {
    private static final Pattern RULE = Pattern.compile("(ALL|GET|POST|PUT|DELETE|PATCH):/system/.*");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public SystemConfig {
        Map<String, List<SystemPrincipal>> copy = new LinkedHashMap<>();
        capabilities.forEach((rule, principals) -> copy.put(rule, List.copyOf(principals)));
        capabilities = Collections.unmodifiableMap(copy);
    }

    /** A configuration that lets one administrator do everything. */
    public static SystemConfig grantingEverything(SystemPrincipal administrator) {
        return new SystemConfig(Map.of("ALL:/system/*", List.of(administrator)));
    }

    /**
     * Reads a file. Members other than {@code capabilities} (the reference has rate limits there) are ignored.
     *
     * @throws InvalidSystemConfigException with every problem that was found
     */
    public static SystemConfig parse(String json) {
        JsonNode capabilities;
        try {
            capabilities = JSON.readTree(json).path("capabilities");
        } catch (JsonProcessingException e) {
            throw new InvalidSystemConfigException(List.of("it is not JSON: " + e.getOriginalMessage()));
        }
        if (!capabilities.isObject()) {
            throw new InvalidSystemConfigException(List.of("it has no object \"capabilities\""));
        }
        List<String> problems = new ArrayList<>();
        Map<String, List<SystemPrincipal>> rules = new LinkedHashMap<>();
        capabilities.properties().forEach(rule -> {
            if (!RULE.matcher(rule.getKey()).matches()) {
                problems.add("rule \"" + rule.getKey()
                        + "\" is not METHOD:/system/… with ALL, GET, POST, PUT, DELETE or" + " PATCH as method");
            }
            rules.put(rule.getKey(), principals(rule.getKey(), rule.getValue(), problems));
        });
        if (!problems.isEmpty()) {
            throw new InvalidSystemConfigException(problems);
        }
        return new SystemConfig(rules);
    }

    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode rules = root.putObject("capabilities");
        capabilities.forEach((rule, principals) -> {
            ArrayNode list = rules.putArray(rule);
            principals.forEach(principal -> list.addObject()
                    .put("username", principal.username())
                    .put("publicsignkey", principal.publicSignKey()));
        });
        return root.toPrettyString() + "\n";
    }

    private static List<SystemPrincipal> principals(String rule, JsonNode list, List<String> problems) {
        List<SystemPrincipal> principals = new ArrayList<>();
        if (!list.isArray()) {
            problems.add("rule \"" + rule + "\" is not a list of principals");
        }
        for (JsonNode principal : list) {
            String username = principal.path("username").asText();
            String key = principal.path("publicsignkey").asText();
            if (username.isBlank() || key.isBlank()) {
                problems.add("rule \"" + rule + "\" has a principal without username or publicsignkey");
            }
            principals.add(new SystemPrincipal(username, key));
        }
        return principals;
    }
}
