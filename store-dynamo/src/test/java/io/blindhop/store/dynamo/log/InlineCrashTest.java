package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.ArrayList;
import java.util.List;

/** The same of a put that is in the row of its commit, and brings it into the index. */
class InlineCrashTest extends CrashTest {
    @Override
    List<VerifiedEntry> batch(Batches from, VerifiedEntry known) {
        List<VerifiedEntry> batch = new ArrayList<>(from.small(2));
        batch.add(1, known);
        return batch;
    }

    @Override
    Lab newLab() {
        return Batches.lab().withSmallIndex();
    }

    @Override
    int fewestCalls() {
        return 7;
    }
}
