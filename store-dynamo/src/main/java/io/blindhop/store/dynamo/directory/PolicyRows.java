package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.policy.AccessRule;
import io.blindhop.protocol.policy.AclId;
import io.blindhop.protocol.policy.DatabasePolicy;
import io.blindhop.protocol.policy.DefaultPolicy;
import io.blindhop.protocol.policy.Group;
import io.blindhop.protocol.policy.KeyDistribution;
import io.blindhop.protocol.policy.Operation;
import io.blindhop.protocol.policy.PolicyDocument;
import io.blindhop.protocol.policy.TrustedWitness;
import io.blindhop.protocol.policy.UnreadablePolicy;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.ItemSize;
import io.blindhop.store.dynamo.table.Key;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a tenant's directory says about access, in one partition: a row for each document, members of groups aside.
 * A document that says nothing any more keeps a row that says so.
 */
final class PolicyRows {
    /** A policy that takes more than this is not read: every request would pay for it. */
    static final int MAX_BYTES = 100_000;

    private static final int MAX_REASON = 500;
    private static final String TYPE = "t";
    private static final String FLAGS = "f";
    private static final String USERS = "us";
    private static final String NAME = "i";

    private final String incarnation;

    PolicyRows(String incarnation) {
        this.incarnation = incarnation;
    }

    String partition() {
        return "P#" + incarnation;
    }

    Item row(String docId, Optional<PolicyDocument> policy, long order) {
        Item row = encode(docId, policy, order);
        if (ItemSize.of(row) <= MAX_BYTES) {
            return row;
        }
        String reason = "it takes " + ItemSize.of(row) + " bytes, the limit is " + MAX_BYTES
                + ": name groups instead of people";
        return encode(docId, Optional.of(new UnreadablePolicy(docId, reason)), order);
    }

    private Item encode(String docId, Optional<PolicyDocument> policy, long order) {
        Item.Builder row =
                Item.of(new Key(partition(), DeviceRows.FIRST + docId)).whole(DeviceRows.ORDER, order);
        policy.ifPresent(document -> fill(row, document));
        return row.build();
    }

    private static void fill(Item.Builder row, PolicyDocument document) {
        switch (document) {
            case DefaultPolicy policy -> {
                row.text(TYPE, "default").text(FLAGS, FlagText.of(policy.flags()));
                policy.allowedDbIds().ifPresent(allowed -> row.binary("l", HashList.encode(allowed)));
                policy.metadataSignatureSince().ifPresent(since -> row.whole("s", since));
            }
            case DatabasePolicy policy -> row.text(TYPE, "database").text(FLAGS, FlagText.of(policy.flags()));
            case AccessRule rule ->
                row.text(TYPE, rule.operation().type())
                        .text(NAME, rule.ruleId())
                        .text("db", rule.dbId())
                        .binary(USERS, HashList.encode(rule.users()))
                        .whole("a", rule.allows() ? 1 : 0)
                        .whole("c", rule.dependsOnContent() ? 1 : 0);
            case KeyDistribution key ->
                row.text(TYPE, "key").text(NAME, key.keyId()).binary(USERS, HashList.encode(key.revokedFrom()));
            case Group group -> row.text(TYPE, "group").text(NAME, group.name());
            case TrustedWitness witness -> row.text(TYPE, "witness").text(NAME, witness.publicKey());
            case UnreadablePolicy unreadable -> row.text(TYPE, "unreadable").text(NAME, shortened(unreadable.reason()));
        }
    }

    /** Empty for a row that says nothing. */
    static Optional<PolicyDocument> decode(Item row) {
        String docId = docId(row);
        return row.text(TYPE).map(type -> switch (type) {
            case "default" ->
                new DefaultPolicy(
                        FlagText.parse(row.requireText(FLAGS)), row.binary("l").map(HashList::decode), row.whole("s"));
            case "database" ->
                new DatabasePolicy(
                        docId,
                        AclId.databaseOf(docId).orElseThrow(() -> corrupt(docId)),
                        FlagText.parse(row.requireText(FLAGS)));
            case "key" -> new KeyDistribution(docId, row.requireText(NAME), users(row));
            case "group" -> new Group(docId, row.requireText(NAME), Set.of());
            case "witness" -> new TrustedWitness(docId, row.requireText(NAME));
            case "unreadable" -> new UnreadablePolicy(docId, row.requireText(NAME));
            default ->
                new AccessRule(
                        docId,
                        row.requireText(NAME),
                        Operation.ofType(type).orElseThrow(() -> corrupt(docId)),
                        row.requireText("db"),
                        users(row),
                        row.requireWhole("a") == 1,
                        row.requireWhole("c") == 1);
        });
    }

    static String docId(Item row) {
        return row.key().sk().substring(DeviceRows.FIRST.length());
    }

    private static Set<String> users(Item row) {
        return HashList.decode(row.requireBinary(USERS));
    }

    private static String shortened(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "…";
    }

    private static CorruptStoreException corrupt(String docId) {
        return new CorruptStoreException("the policy row of " + docId + " is of no known type");
    }
}
