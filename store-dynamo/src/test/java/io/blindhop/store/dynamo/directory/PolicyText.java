package io.blindhop.store.dynamo.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Members of access-control documents, for {@link DirectoryWriter}. */
public final class PolicyText {
    private PolicyText() {}

    public static Map<String, Object> policy(Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("form", "accesscontrol");
        all.put("type", "defaultpolicy");
        return all;
    }

    public static Map<String, Object> rule(String ruleId, String type, String action, String... users) {
        return Map.of(
                "form",
                "accesscontrol",
                "type",
                type,
                "ruleId",
                ruleId,
                "dbid",
                "*",
                "action",
                action,
                "users_hashes",
                List.of(users));
    }

    public static Map<String, Object> group(String name, List<String> members) {
        return Map.of("form", "group", "type", "group", "groupName", name, "members_hashes", members);
    }

    public static Map<String, Object> keyDistribution(String keyId, String... revokedFrom) {
        return Map.of(
                "form",
                "accesscontrol",
                "type",
                "keydistribution",
                "keyId",
                keyId,
                "pullfrom_users_hashes",
                List.of(revokedFrom));
    }
}
