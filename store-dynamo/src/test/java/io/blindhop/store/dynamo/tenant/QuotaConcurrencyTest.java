package io.blindhop.store.dynamo.tenant;

import static io.blindhop.store.dynamo.tenant.QuotaLab.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.quota.Quota;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.Commit;
import io.blindhop.store.dynamo.log.CommitLog;
import io.blindhop.store.s3.StoreId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class QuotaConcurrencyTest {
    private static final int DATABASES = 100;
    private static final int WRITERS = 25;
    private static final int PUSHES = 10;
    private static final int BATCH = 4;
    private static final int QUOTA = 402;

    private final QuotaLab lab = new QuotaLab();
    private final Quota quota = QuotaLab.entries(QUOTA);

    @Test
    void manyWritersOverAHundredDatabasesNeverStoreMoreThanTheQuotaWhileTheLogsAreCounted() throws Exception {
        AtomicBoolean writing = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> counting = threads.submit(() -> {
                while (writing.get()) {
                    new UsageDerivation(lab.process()).run(TENANT, QuotaConcurrencyTest::stores);
                }
            });
            List<Callable<Integer>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                List<List<VerifiedEntry>> batches = new ArrayList<>();
                for (int push = 0; push < PUSHES; push++) {
                    batches.add(lab.batch(BATCH));
                }
                int first = writer;
                writers.add(() -> write(first, batches));
            }
            int acknowledged = 0;
            for (Future<Integer> done : threads.invokeAll(writers)) {
                acknowledged += done.get();
            }
            writing.set(false);
            counting.get();

            long stored = stores().stream().mapToLong(this::entriesOf).sum();
            assertThat(stored).isEqualTo(acknowledged);
            assertThat(stored).as("full, but for what no batch fits into").isEqualTo(QUOTA - QUOTA % BATCH);
            assertThat(lab.quotas(quota).usage(TENANT).entries()).isEqualTo(stored);
        }
    }

    /** As clients do, who are told to try again. */
    private int write(int writer, List<List<VerifiedEntry>> batches) {
        int stored = 0;
        for (int push = 0; push < batches.size(); ) {
            try {
                stored += lab.put(quota, "db" + (writer * PUSHES + push) % DATABASES, batches.get(push))
                        .size();
                push++;
            } catch (StoreUnavailableException crowded) {
                // The same push again.
            } catch (QuotaExceededException full) {
                push++;
            }
        }
        return stored;
    }

    private static List<StoreId> stores() {
        List<StoreId> stores = new ArrayList<>();
        for (int database = 0; database < DATABASES; database++) {
            stores.add(QuotaLab.store("db" + database));
        }
        return stores;
    }

    private long entriesOf(StoreId store) {
        return new CommitLog(lab.table, store, () -> {
                    throw new AssertionError("nothing is begun here");
                })
                .existingTail()
                .map(Commit::totalEntries)
                .orElse(0L);
    }
}
