package io.blindhop.store.dynamo.log;

class InMemoryLogConcurrencyTest extends LogConcurrencyContract {
    @Override
    protected Lab newLab() {
        return Batches.lab();
    }
}
