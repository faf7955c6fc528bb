package io.blindhop.protocol.policy;

import io.blindhop.protocol.directory.DirectoryDocument;
import io.blindhop.protocol.directory.DirectoryEntry;
import io.blindhop.protocol.directory.DirectoryReplay;
import io.blindhop.protocol.directory.GrantHistory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one document says about grants and about access at a receipt order, and whether it ever may have said something about
 * access until then: whoever keeps that in a row must overwrite it.
 *
 * @param grants what it says about people
 * @param policy what it says about access; a deleted policy still says what it said last (protocol 4.9)
 * @param everAboutAccess false only if no projection of the document at any order has a policy
 */
public record PolicyHistory(GrantHistory grants, Optional<PolicyDocument> policy, boolean everAboutAccess) {
    public PolicyHistory {
        Objects.requireNonNull(grants, "grants");
        Objects.requireNonNull(policy, "policy");
    }

    /**
     * @param entries the entries of the document, in receipt order
     * @param upToOrder the last receipt order that counts
     */
    public static PolicyHistory of(DirectoryReplay replay, String docId, List<DirectoryEntry> entries, long upToOrder) {
        List<DirectoryEntry> until = entries.stream()
                .filter(entry -> entry.entry().receiptOrder() <= upToOrder)
                .toList();
        boolean[] suspicious = {false};
        GrantHistory grants =
                GrantHistory.of(replay, docId, until, upToOrder, state -> suspicious[0] |= mayBeAboutAccess(state));
        boolean isGrant = !grants.everListedSigningKeys().isEmpty();
        boolean ever = !AclId.isForClients(docId) && (suspicious[0] || !isGrant);
        Optional<PolicyDocument> policy = ever
                ? inForce(replay, docId, until, grants.state()).flatMap(state -> policyOf(state, isGrant))
                : Optional.empty();
        return new PolicyHistory(grants, policy, ever);
    }

    private static Optional<DirectoryDocument> inForce(
            DirectoryReplay replay, String docId, List<DirectoryEntry> until, Optional<DirectoryDocument> state) {
        boolean survives =
                state.isPresent() && state.get() instanceof DirectoryDocument.Deleted && AclId.outlivesDeletion(docId);
        return survives ? replay.replayDespiteDeletion(docId, until) : state;
    }

    private static boolean mayBeAboutAccess(DirectoryDocument state) {
        return switch (state) {
            case DirectoryDocument.Live live -> PolicyParser.parse(live).isPresent();
            case DirectoryDocument.Deleted deleted -> false;
            case DirectoryDocument.Unreadable unreadable -> true;
        };
    }

    private static Optional<PolicyDocument> policyOf(DirectoryDocument state, boolean isGrant) {
        return switch (state) {
            case DirectoryDocument.Live live -> PolicyParser.parse(live);
            case DirectoryDocument.Deleted deleted -> Optional.empty();
            // A grant that cannot be read gives nobody access; that is as closed as it gets.
            case DirectoryDocument.Unreadable(String docId, String reason) ->
                isGrant ? Optional.empty() : Optional.of(new UnreadablePolicy(docId, reason));
        };
    }
}
