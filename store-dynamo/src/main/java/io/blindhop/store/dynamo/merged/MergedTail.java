package io.blindhop.store.dynamo.merged;

import java.util.Optional;

/**
 * How far a merged log has come.
 *
 * @param unsettled the commit above the mark, if there is one: its entries may be missing in the index
 */
record MergedTail(Settled mark, Optional<MergedCommit> unsettled) {
    long order() {
        return unsettled.map(MergedCommit::last).orElse(mark.upTo());
    }

    long entries() {
        return unsettled.map(MergedCommit::totalEntries).orElse(mark.entries());
    }
}
