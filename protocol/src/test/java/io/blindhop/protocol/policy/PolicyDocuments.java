package io.blindhop.protocol.policy;

import io.blindhop.protocol.automerge.DocumentValue;
import io.blindhop.protocol.automerge.DocumentValue.Flag;
import io.blindhop.protocol.automerge.DocumentValue.ListValue;
import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import io.blindhop.protocol.automerge.DocumentValue.Text;
import io.blindhop.protocol.directory.DirectoryDocument;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The values of access-control documents as clients write them. */
final class PolicyDocuments {
    private PolicyDocuments() {}

    static MapValue policy(Map<String, Boolean> flags) {
        Map<String, DocumentValue> members = accessControl("defaultpolicy");
        flags.forEach((name, set) -> members.put(name, new Flag(set)));
        return new MapValue(members);
    }

    static MapValue rule(
            String ruleId, String type, String dbId, Collection<String> users, boolean allows, boolean conditional) {
        Map<String, DocumentValue> members = accessControl(type);
        members.put("ruleId", new Text(ruleId));
        members.put("dbid", new Text(dbId));
        members.put("users_hashes", texts(users));
        members.put("action", new Text(allows ? "allow" : "deny"));
        if (conditional) {
            MapValue clause = new MapValue(Map.of("key", new Text("owner")));
            members.put("withfields", new ListValue(java.util.List.of(clause)));
        }
        return new MapValue(members);
    }

    static MapValue group(String name, Collection<String> hashes) {
        return new MapValue(Map.of(
                "form",
                new Text("group"),
                "type",
                new Text("group"),
                "groupName",
                new Text(name),
                "members_hashes",
                texts(hashes)));
    }

    static MapValue keyDistribution(String keyId, Collection<String> revokedFrom) {
        Map<String, DocumentValue> members = accessControl("keydistribution");
        members.put("keyId", new Text(keyId));
        members.put("pullfrom_users_hashes", texts(revokedFrom));
        return new MapValue(members);
    }

    static MapValue with(MapValue document, String member, DocumentValue value) {
        Map<String, DocumentValue> members = new HashMap<>(document.members());
        members.put(member, value);
        return new MapValue(members);
    }

    static ListValue texts(Collection<String> texts) {
        return new ListValue(
                texts.stream().map(text -> (DocumentValue) new Text(text)).toList());
    }

    static PolicyDocument parsed(String docId, MapValue root) {
        return PolicyParser.parse(new DirectoryDocument.Live(docId, root)).orElseThrow();
    }

    static TenantPolicy tenant(Map<String, MapValue> documents) {
        return new TenantPolicy(documents.entrySet().stream()
                .map(document -> parsed(document.getKey(), document.getValue()))
                .toList());
    }

    private static Map<String, DocumentValue> accessControl(String type) {
        Map<String, DocumentValue> members = new HashMap<>();
        members.put("form", new Text("accesscontrol"));
        members.put("type", new Text(type));
        return members;
    }
}
