package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.quota.Limit;
import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.log.Trap;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** A tenant with databases, and processes that push to them. */
final class QuotaLab {
    static final Tenant TENANT = new Tenant("acme", "incarnation", "key", "key", Optional.empty(), List.of());

    final Table table = new InMemoryTable();
    final SettableClock clock = new SettableClock(1_800_000_000_000L);
    private final InMemoryBlobStore blobs = new InMemoryBlobStore();
    private int documents;

    LogContext process(Trap trap) {
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        return new LogContext(trap.over(table), blobs, clock, random, pause -> Thread.sleep(pause));
    }

    LogContext process() {
        return process(Trap.counting());
    }

    TenantQuotas quotas(Quota ofServer) {
        return new TenantQuotas(process(), ofServer);
    }

    static Quota entries(long most) {
        return new Quota(new Limit.AtMost(most), new Limit.Unlimited());
    }

    LogStore store(LogContext process, Quota ofServer, String database, PutGuard guard) {
        DatabaseId id = new DatabaseId(database);
        return new LogStore(process, store(database), guard, new TenantQuotas(process, ofServer).account(TENANT, id));
    }

    List<PutOutcome> put(Quota ofServer, String database, List<VerifiedEntry> batch) {
        return store(process(), ofServer, database, PutGuard.NONE).put(batch, Witness.NONE);
    }

    static StoreId store(String database) {
        return TENANT.store(database, StoreKind.DOCS);
    }

    void advance(Duration time) {
        clock.set(clock.millis() + time.toMillis());
    }

    /** Entries that were never there before. */
    List<VerifiedEntry> batch(int size) {
        TestEntries entries = new TestEntries(42);
        List<VerifiedEntry> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(TestEntries.verified(entries.docCreate("doc_" + documents++)));
        }
        return batch;
    }
}
