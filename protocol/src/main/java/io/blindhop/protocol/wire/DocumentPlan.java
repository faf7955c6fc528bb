package io.blindhop.protocol.wire;

import java.util.List;
import java.util.Optional;

/**
 * How to build a document from its entries (protocol 5.7).
 *
 * @param entryIdsToApply in the order of application
 * @param diagnostics only if they were asked for
 */
public record DocumentPlan(
        String docId,
        Optional<String> snapshotEntryId,
        List<String> entryIdsToApply,
        Optional<Diagnostics> diagnostics) {
    public DocumentPlan {
        entryIdsToApply = List.copyOf(entryIdsToApply);
    }

    /** Why the plan is as it is. */
    public record Diagnostics(List<String> headEntryIds, int coveredLatestEntryCount, int uncoveredLatestEntryCount) {
        public Diagnostics {
            headEntryIds = List.copyOf(headEntryIds);
        }
    }
}
