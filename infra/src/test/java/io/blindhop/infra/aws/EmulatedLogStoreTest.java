package io.blindhop.infra.aws;

import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ContentAddressedStoreContract;
import io.blindhop.store.dynamo.log.Lab;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class EmulatedLogStoreTest extends ContentAddressedStoreContract {
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
    protected ContentAddressedStore newStore(Clock clock) {
        return new LogStore(
                new LogContext(services.newTable(), services.newBucket(), clock, new SecureRandom(), Thread::sleep),
                Lab.STORE);
    }
}
