package io.blindhop.infra.localstack;

import io.blindhop.protocol.store.SettableClock;
import io.blindhop.store.dynamo.log.Lab;
import io.blindhop.store.dynamo.log.LogConcurrencyContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("localstack")
class LocalStackLogConcurrencyTest extends LogConcurrencyContract {
    private static LocalStackServices services;

    @BeforeAll
    static void connect() {
        services = LocalStackServices.connect();
    }

    @Override
    protected Lab newLab() {
        return new Lab(services.newTable(), services.newBucket(), new SettableClock(1_800_000_000_000L), Thread::sleep);
    }

    @Override
    protected int batches() {
        return 1;
    }
}
