package io.blindhop.infra.localstack;

import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ContentAddressedStoreContract;
import io.blindhop.store.dynamo.log.Lab;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("localstack")
class LocalStackLogStoreTest extends ContentAddressedStoreContract {
    private static LocalStackServices services;

    @BeforeAll
    static void connect() {
        services = LocalStackServices.connect();
    }

    @Override
    protected ContentAddressedStore newStore(Clock clock) {
        return new LogStore(
                new LogContext(services.newTable(), services.newBucket(), clock, new SecureRandom(), Thread::sleep),
                Lab.STORE);
    }
}
