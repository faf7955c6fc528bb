package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.ArrayList;
import java.util.List;

/** The same of a writer that keeps its entries in the row of its commit. */
class InlineFrozenWriterTest extends FrozenWriterTest {
    @Override
    List<VerifiedEntry> mine(Batches from, VerifiedEntry known) {
        List<VerifiedEntry> mine = new ArrayList<>(from.small(2));
        mine.add(1, known);
        return mine;
    }

    /** There is nothing to collect, so a commit is as good after a day. */
    @Override
    void expectRefusals(int refused) {
        assertThat(refused).isZero();
    }
}
