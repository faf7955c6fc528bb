package io.blindhop.protocol.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.automerge.DocumentValue;
import io.blindhop.protocol.automerge.DocumentValue.ListValue;
import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import io.blindhop.protocol.automerge.DocumentValue.Text;
import io.blindhop.protocol.fuzz.Fuzz;
import io.blindhop.protocol.fuzz.Mutations;
import io.blindhop.protocol.policy.AclId;
import io.blindhop.protocol.policy.PolicyParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Directory documents whose members are of any type: nothing that an administrator writes stops a server. */
class DocumentFuzzTest {
    private static final int CASES = 20_000;
    private static final String[] MEMBERS = {
        "form",
        "type",
        "dbId",
        "docIds",
        "groupName",
        "members_hashes",
        "keyId",
        "pullfrom_users_hashes",
        "ruleId",
        "dbid",
        "users_hashes",
        "action",
        "withfields",
        "allowedDbIds",
        "databaseCreationPolicy",
        "requireMetadataSignatureSince",
        "denyDocRead",
        "username_hash",
        "identity_hashes",
        "identity_hashes_v",
        "userKeyPairs",
        "revokedUserKeyPairs",
        "userSigningPublicKeys",
        "userSigningPublicKey",
        "userEncryptionPublicKeys",
        "wipeRequestedForSigningKeys",
        "signingPublicKey",
        "encryptionPublicKey",
        "key"
    };
    private static final String[] TEXTS = {
        "group",
        "accesscontrol",
        "useroperation",
        "grantaccess",
        "dochistorypurge",
        "defaultpolicy",
        "keydistribution",
        "doc_create",
        "doc_read",
        "deny",
        "*",
        "",
        "directory",
        "main",
        "Ｔeam",
        "\ud800",
        "a/b",
        "x".repeat(2_000)
    };
    private static final List<String> IDS = List.of(
            AclId.DEFAULT_POLICY,
            AclId.databasePolicy("Sales"),
            AclId.keyDistribution("a/b"),
            AclId.rule("r"),
            "acl_dochistorypurge_1",
            "6955bb58547345cae1fe6953",
            "acl_dbpolicy__ff_80");

    private static DocumentValue value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 9 : 14)) {
            case 0 -> new DocumentValue.Whole(random.nextBoolean() ? random.nextLong() : Long.MIN_VALUE);
            case 1 -> new DocumentValue.Real(random.nextBoolean() ? Double.NaN : random.nextGaussian() * 1e300);
            case 2 -> new DocumentValue.Flag(random.nextBoolean());
            case 3 -> new DocumentValue.Null();
            case 4 -> new DocumentValue.Timestamp(random.nextLong());
            case 9, 10, 11 -> {
                List<DocumentValue> items = new ArrayList<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    items.add(value(random, depth - 1));
                }
                yield new ListValue(items);
            }
            case 12, 13 -> map(random, depth - 1);
            default -> new Text(TEXTS[random.nextInt(TEXTS.length)]);
        };
    }

    private static MapValue map(Random random, int depth) {
        Map<String, DocumentValue> members = new HashMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            members.put(MEMBERS[random.nextInt(MEMBERS.length)], value(random, depth));
        }
        return new MapValue(members);
    }

    /** A document that is about something more often than chance would have it. */
    private static DirectoryDocument.Live document(Random random, Mutations ids) {
        Map<String, DocumentValue> members = new HashMap<>(map(random, 3).members());
        String[][] kinds = {
            {"useroperation", "grantaccess"}, {"accesscontrol", "defaultpolicy"}, {"accesscontrol", "doc_change"},
            {"accesscontrol", "keydistribution"}, {"accesscontrol", "dochistorypurge"}, {"group", "group"}
        };
        String[] kind = kinds[random.nextInt(kinds.length)];
        members.put("form", new Text(kind[0]));
        members.put("type", new Text(kind[1]));
        String docId = random.nextBoolean() ? ids.nextText() : IDS.get(random.nextInt(IDS.size()));
        return new DirectoryDocument.Live(docId, new MapValue(members));
    }

    @Test
    void everyDocumentMeansSomethingOrNothing() {
        UsernameHash tenant = new UsernameHash("acme1");
        Fuzz.Result result = Fuzz.run(
                "DocumentFuzzTest",
                CASES,
                random -> {
                    Mutations ids = Mutations.ofTexts(random, IDS);
                    return () -> document(random, ids);
                },
                document -> {
                    PolicyParser.parse(document)
                            .ifPresent(policy -> assertThat(policy.docId()).isEqualTo(document.docId()));
                    PurgeRequest.of(document)
                            .ifPresent(purge -> assertThat(purge.dbId()).isNotEqualTo(DatabaseId.DIRECTORY));
                    Grant.of(document.docId(), document.root()).ifPresent(grant -> {
                        assertThat(grant.listedSigningKeys()).doesNotContain("");
                        assertThat(grant.identity(tenant)).doesNotContainNull();
                    });
                    AclId.keyOf(document.docId())
                            .ifPresent(key -> assertThat(key.length())
                                    .isLessThan(document.docId().length()));
                });
        assertThat(result.taken()).isEqualTo(CASES);
    }
}
