package io.blindhop.infra.bench;

import io.blindhop.functions.cost.PriceTable;
import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.cost.UsageMeter;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Ed25519Witness;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.EntryVerifier;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.index.IndexShape;
import io.blindhop.store.dynamo.index.ProcessCache;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.LongLog;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.StoreId;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;

/** A store in memory that bills like the services, and entries as clients write them to put into it. */
final class MeteredStore {
    static final int BATCH = 250;

    /** After so many the index has been brought up to date once. */
    static final int BATCHES_OF_A_WINDOW = 4;

    private static final PriceTable PRICES = PriceTable.usEast1();
    private static final StoreId STORE = new StoreId("0123456789abcdef01234567", "main", StoreKind.DOCS);

    private final UsageMeter meter = new UsageMeter();
    private final Table table = UsageMeter.byPurpose(new InMemoryTable(meter));
    private final Witness witness = new Ed25519Witness(key(1), "main");
    private final Workload workload = new Workload(
            new Author(key(2), "default", Bytes.wrap(new byte[32]), new SecureRandom()), new SplittableRandom(42));
    private final LogContext context = new LogContext(
            table,
            new InMemoryBlobStore(meter),
            Clock.systemUTC(),
            new SplittableRandom(7),
            duration -> Thread.sleep(duration));
    private final ContentAddressedStore store = new LogStore(context, STORE);
    private List<VerifiedEntry> oldest = List.of();

    /**
     * A store with one batch and as many commits like it in the log as make at least so many entries, all but the last few
     * of them in the index.
     */
    static MeteredStore ofSize(long entries) {
        MeteredStore metered = new MeteredStore();
        metered.oldest = metered.batch();
        metered.put(metered.oldest);
        LongLog.grow(metered.table, STORE, entries);
        LongLog.index(metered.context, STORE);
        for (int i = 0; i < BATCHES_OF_A_WINDOW; i++) {
            metered.put(metered.batch());
        }
        return metered;
    }

    /** The entries that were put first. */
    List<VerifiedEntry> oldest() {
        return oldest;
    }

    /** The same store as a process sees it that has just begun. */
    ContentAddressedStore cold() {
        return new LogStore(context.with(new ProcessCache(ProcessCache.STANDARD_BUDGET), IndexShape.STANDARD), STORE);
    }

    ContentAddressedStore store() {
        return store;
    }

    List<VerifiedEntry> batch() {
        EntryVerifier verifier = new EntryVerifier();
        return workload.entries(BATCH).stream()
                .map(entry -> verified(verifier, entry))
                .toList();
    }

    List<PutOutcome> put(List<VerifiedEntry> entries) {
        return put(store, entries);
    }

    List<PutOutcome> put(ContentAddressedStore process, List<VerifiedEntry> entries) {
        return process.put(entries, witness);
    }

    /** Work that may fail as a sink of a read may. */
    interface Work {
        void run() throws Exception;
    }

    /** What the work consumed. */
    Usage usageOf(Work work) throws Exception {
        Usage before = meter.reading();
        work.run();
        return meter.reading().minus(before);
    }

    static double usdPerMillion(Usage usage, int entries) {
        return Phase.costPerMillion(usage, entries, PRICES);
    }

    private static SigningKey key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return SigningKey.fromSeed(Bytes.wrap(bytes));
    }

    private static VerifiedEntry verified(EntryVerifier verifier, ArrivedEntry entry) {
        return switch (verifier.verify(entry)) {
            case EntryVerifier.Verified(VerifiedEntry verified) -> verified;
            case EntryVerifier.Refused refused -> throw new AssertionError(refused.reason());
        };
    }
}
