package io.blindhop.protocol.policy;

import java.util.Set;

/**
 * Allows or denies an operation to some people.
 *
 * @param dbId the database, or {@code *} for all
 * @param users hashes of names and of groups, and the tokens of {@link IdentityHashes}
 * @param dependsOnContent whether the rule has conditions on the document (Tier 2), which only clients can read
 */
public record AccessRule(
        String docId,
        String ruleId,
        Operation operation,
        String dbId,
        Set<String> users,
        boolean allows,
        boolean dependsOnContent)
        implements PolicyDocument {
    public AccessRule {
        users = Set.copyOf(users);
    }

    boolean concerns(Operation wanted, String database) {
        return operation == wanted && (dbId.equals("*") || dbId.equals(database));
    }
}
