package io.blindhop.infra.aws;

import io.blindhop.protocol.store.SettableClock;
import io.blindhop.store.dynamo.log.Lab;
import io.blindhop.store.dynamo.log.LogConcurrencyContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class EmulatedLogConcurrencyTest extends LogConcurrencyContract {
    private static EmulatedServices services;

    @BeforeAll
    static void connect() {
        services = EmulatedServices.connect();
    }

    @AfterAll
    static void disconnect() {
        services.close();
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
