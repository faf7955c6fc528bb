package io.blindhop.protocol.policy;

import io.blindhop.protocol.automerge.DocumentValue;
import io.blindhop.protocol.automerge.DocumentValue.Flag;
import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import io.blindhop.protocol.automerge.DocumentValue.Text;
import io.blindhop.protocol.directory.UsernameHash;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Protocol 4.9 written down once more, straight from the members of documents, with no thought of how long it takes. */
final class NaiveAccess {
    private final Map<String, MapValue> documents;
    private final UsernameHash tenant;

    NaiveAccess(Map<String, MapValue> documents, UsernameHash tenant) {
        this.documents = documents;
        this.tenant = tenant;
    }

    boolean allows(String operation, String dbId, Set<String> identity) {
        MapValue tenantPolicy = documents.get("acl_defaultpolicy");
        if (tenantPolicy == null) {
            return true;
        }
        MapValue databasePolicy = documents.getOrDefault("acl_dbpolicy_" + dbId.replace("-", "_2d"), MapValue.empty());
        if (flag("disableAllAccessChecksAndPolicies", false, databasePolicy, tenantPolicy)) {
            return true;
        }
        String name = operation.substring("doc_".length());
        String member = "denyDoc" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        boolean denied = flag(member, operation.equals("doc_snapshot"), databasePolicy, tenantPolicy);
        boolean deny = false;
        boolean allow = false;
        boolean deferred = false;
        for (MapValue rule : documents.values()) {
            if (!text(rule, "form").equals("accesscontrol")
                    || !text(rule, "type").equals(operation)
                    || !Set.of(dbId, "*").contains(text(rule, "dbid"))
                    || texts(rule, "users_hashes").stream().noneMatch(identity::contains)) {
                continue;
            }
            boolean conditional = !rule.list("withfields").orElse(List.of()).isEmpty();
            boolean denies = text(rule, "action").equals("deny");
            deny |= !conditional && denies;
            allow |= !conditional && !denies;
            deferred |= conditional && !denies;
        }
        return !deny && (allow || !denied || deferred);
    }

    Set<String> identity(Set<String> own, boolean author) {
        Set<String> identity = new TreeSet<>(own);
        for (int round = 0; round <= documents.size(); round++) {
            for (MapValue group : documents.values()) {
                if (text(group, "form").equals("group")
                        && texts(group, "members_hashes").stream().anyMatch(identity::contains)) {
                    identity.addAll(tenant.schemes(text(group, "groupName").toLowerCase(java.util.Locale.ROOT)));
                }
            }
        }
        identity.add("$everyone");
        if (author) {
            identity.add("$author");
        }
        return identity;
    }

    private static boolean flag(String name, boolean byDefault, MapValue... layers) {
        for (MapValue layer : layers) {
            if (layer.members().get(name) instanceof Flag(boolean set)) {
                return set;
            }
        }
        return byDefault;
    }

    private static String text(MapValue map, String key) {
        return map.text(key).orElse("");
    }

    private static Set<String> texts(MapValue map, String key) {
        Set<String> texts = new TreeSet<>();
        for (DocumentValue item : map.list(key).orElse(List.of())) {
            texts.add(((Text) item).text());
        }
        return texts;
    }
}
