package io.blindhop.protocol.policy;

import static io.blindhop.protocol.policy.PolicyDocuments.parsed;
import static io.blindhop.protocol.policy.PolicyDocuments.policy;
import static io.blindhop.protocol.policy.PolicyDocuments.rule;
import static io.blindhop.protocol.policy.PolicyDocuments.texts;
import static io.blindhop.protocol.policy.PolicyDocuments.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.automerge.DocumentValue;
import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import io.blindhop.protocol.automerge.DocumentValue.Text;
import io.blindhop.protocol.directory.DirectoryDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyParserTest {
    @Test
    void namesInDocumentIdsAreEncodedReversibly() {
        assertThat(AclId.databasePolicy("Sales")).isEqualTo("acl_dbpolicy__53ales");
        assertThat(AclId.rule("a_b")).isEqualTo("acl_rule_a_5fb");
        assertThat(AclId.keyDistribution("test-db")).isEqualTo("acl_keydistribution_test_2ddb");
        for (String name : List.of("main", "Sales", "a_b", "x.y-z", "äö☃")) {
            assertThat(AclId.databaseOf(AclId.databasePolicy(name))).contains(name);
        }
        assertThat(AclId.databaseOf("acl_dbpolicy_")).isEmpty();
        assertThat(AclId.databaseOf("acl_dbpolicy_A")).isEmpty();
        assertThat(AclId.databaseOf("acl_dbpolicy__5")).isEmpty();
    }

    @Test
    void theDefaultPolicyIsReadWithItsLimitsAndMembersOfOtherTypesCountAsAbsent() {
        MapValue root = with(policy(Map.of("denyDocRead", true)), "allowedDbIds", texts(List.of("main")));
        root = with(root, "requireMetadataSignatureSince", new DocumentValue.Real(1.5));
        root = with(root, "denyDocChange", new Text("true"));
        PolicyFlags flags = new PolicyFlags(Map.of(Operation.READ, true), Optional.empty());
        assertThat(parsed(AclId.DEFAULT_POLICY, root))
                .isEqualTo(new DefaultPolicy(flags, Optional.empty(), OptionalLong.of(2)));
        root = with(root, "databaseCreationPolicy", new Text("directory-restricted"));
        assertThat(parsed(AclId.DEFAULT_POLICY, root))
                .isEqualTo(new DefaultPolicy(flags, Optional.of(Set.of("main")), OptionalLong.of(2)));
        assertThat(parsed(AclId.databasePolicy("main"), root))
                .isEqualTo(new DatabasePolicy("acl_dbpolicy_main", "main", flags));
    }

    @Test
    void aRuleIsTierTwoIfItHasAConditionAndAllowsUnlessItSaysDeny() {
        MapValue root = rule("r", "doc_change", "main", List.of("h"), false, true);
        assertThat(parsed("d", root))
                .isEqualTo(new AccessRule("d", "r", Operation.CHANGE, "main", Set.of("h"), false, true));
        root = with(with(root, "withfields", texts(List.of())), "action", new Text("?"));
        root = with(root, "dbid", new DocumentValue.Null());
        assertThat(parsed("d", root))
                .isEqualTo(new AccessRule("d", "r", Operation.CHANGE, "*", Set.of("h"), true, false));
    }

    @Test
    void groupNamesAreNormalised() {
        assertThat(parsed("g", PolicyDocuments.group("Ｔeam", List.of("h"))))
                .isEqualTo(new Group("g", "team", Set.of("h")));
    }

    @Test
    void documentsAboutOtherThingsSayNothingAboutAccess() {
        MapValue witness = with(policy(Map.of()), "type", new Text("trustedwitness"));
        for (MapValue root : List.of(MapValue.empty(), witness, with(witness, "type", new Text("doc_change")))) {
            assertThat(PolicyParser.parse(new DirectoryDocument.Live("d", root)))
                    .isEmpty();
        }
        assertThat(AclId.isForClients("acl_dochistorypurge_x")).isTrue();
        assertThat(AclId.isForClients("acl_trustedwitness_x")).isFalse();
        assertThat(AclId.isForClients("acl_rule_x")).isFalse();
        assertThat(AclId.isForClients("6955bb58")).isFalse();
    }
}
