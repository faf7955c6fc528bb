package io.blindhop.store.dynamo.log;

/** The same where small entries are in the rows of their commits. */
class InlinePurgeTest extends PurgeTest {
    @Override
    Lab newLab() {
        return Batches.lab();
    }

    /** The one of the large payload. */
    @Override
    int touchedObjects() {
        return 1;
    }
}
