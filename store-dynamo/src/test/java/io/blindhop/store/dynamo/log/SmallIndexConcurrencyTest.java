package io.blindhop.store.dynamo.log;

/** Sixty-four writers that merge runs all the time. */
class SmallIndexConcurrencyTest extends LogConcurrencyContract {
    @Override
    protected Lab newLab() {
        return Batches.lab().withSmallIndex();
    }
}
