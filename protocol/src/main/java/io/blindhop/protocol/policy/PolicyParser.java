package io.blindhop.protocol.policy;

import io.blindhop.protocol.automerge.DocumentValue;
import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import io.blindhop.protocol.automerge.DocumentValue.Text;
import io.blindhop.protocol.directory.DirectoryDocument;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads policies out of directory documents as the reference does: a member of another type counts as absent. */
public final class PolicyParser {
    private PolicyParser() {}

    /** What the document says about access; empty if it is about something else. */
    public static Optional<PolicyDocument> parse(DirectoryDocument.Live document) {
        MapValue root = document.root();
        String type = root.text("type").orElse("");
        return switch (root.text("form").orElse("")) {
            case "group" ->
                root.text("groupName")
                        .filter(name -> type.equals("group"))
                        .map(name ->
                                new Group(document.docId(), Group.normalised(name), texts(root, "members_hashes")));
            case "accesscontrol" -> accessControl(document.docId(), type, root);
            default -> Optional.empty();
        };
    }

    private static Optional<PolicyDocument> accessControl(String docId, String type, MapValue root) {
        return switch (type) {
            case "defaultpolicy" -> policy(docId, root);
            case "keydistribution" ->
                root.text("keyId")
                        .map(keyId -> new KeyDistribution(docId, keyId, texts(root, "pullfrom_users_hashes")));
            case "trustedwitness" ->
                root.text("witnessPublicKey")
                        .filter(key -> docId.startsWith(AclId.TRUSTED_WITNESS))
                        .map(key -> new TrustedWitness(docId, key));
            default -> Operation.ofType(type).flatMap(operation -> rule(docId, operation, root));
        };
    }

    private static Optional<PolicyDocument> policy(String docId, MapValue root) {
        PolicyFlags flags = PolicyFlags.of(root);
        if (docId.equals(AclId.DEFAULT_POLICY)) {
            boolean restricted = root.text("databaseCreationPolicy").equals(Optional.of("directory-restricted"));
            return Optional.of(new DefaultPolicy(
                    flags,
                    restricted ? Optional.of(texts(root, "allowedDbIds")) : Optional.empty(),
                    time(root, "requireMetadataSignatureSince")));
        }
        return AclId.databaseOf(docId).map(dbId -> new DatabasePolicy(docId, dbId, flags));
    }

    private static Optional<PolicyDocument> rule(String docId, Operation operation, MapValue root) {
        return root.text("ruleId")
                .map(ruleId -> new AccessRule(
                        docId,
                        ruleId,
                        operation,
                        root.text("dbid").orElse("*"),
                        texts(root, "users_hashes"),
                        !root.text("action").equals(Optional.of("deny")),
                        hasConditions(root)));
    }

    private static boolean hasConditions(MapValue root) {
        return root.list("withfields").orElse(List.of()).stream()
                .anyMatch(clause ->
                        clause instanceof MapValue map && map.text("key").isPresent());
    }

    private static Set<String> texts(MapValue root, String key) {
        Set<String> texts = new LinkedHashSet<>();
        for (DocumentValue item : root.list(key).orElse(List.of())) {
            if (item instanceof Text(String text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static OptionalLong time(MapValue root, String key) {
        return switch (root.get(key).orElse(new DocumentValue.Null())) {
            case DocumentValue.Whole(long milliseconds) -> OptionalLong.of(milliseconds);
            case DocumentValue.Real(double milliseconds)
            when Double.isFinite(milliseconds) -> OptionalLong.of((long) Math.ceil(milliseconds));
            default -> OptionalLong.empty();
        };
    }
}
