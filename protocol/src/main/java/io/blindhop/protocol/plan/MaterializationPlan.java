package io.blindhop.protocol.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to build the current state of a document (protocol 5.7).
 *
 * @param snapshotEntryId what to load first
 * @param entryIdsToApply what to apply then, in this order
 */
public record MaterializationPlan(
        String docId, Optional<String> snapshotEntryId, List<String> entryIdsToApply, Diagnostics diagnostics) {
    public MaterializationPlan {
        Objects.requireNonNull(docId, "docId");
        Objects.requireNonNull(snapshotEntryId, "snapshotEntryId");
        entryIdsToApply = List.copyOf(entryIdsToApply);
        Objects.requireNonNull(diagnostics, "diagnostics");
    }

    /**
     * @param headEntryIds entries that nothing depends on, in receipt order
     * @param coveredLatestEntryCount entries of the current state that the snapshot contains
     * @param uncoveredLatestEntryCount the number of entries to apply
     */
    public record Diagnostics(List<String> headEntryIds, int coveredLatestEntryCount, int uncoveredLatestEntryCount) {
        public Diagnostics {
            headEntryIds = List.copyOf(headEntryIds);
        }
    }
}
