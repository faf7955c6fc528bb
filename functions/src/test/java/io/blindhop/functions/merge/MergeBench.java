package io.blindhop.functions.merge;

import io.blindhop.functions.replica.MetadataPull;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.Denylist;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.PurgeJobs;
import io.blindhop.store.dynamo.merged.MergedLog;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The table and the bucket of a node that merges stores, for any number of processes. Every author is known there. */
final class MergeBench {
    private static final Tenant TENANT =
            new Tenant("tenant", "incarnation", "admin", "admin", Optional.empty(), List.of(Bytes.wrap(new byte[32])));
    private static final DatabaseId DATABASE = new DatabaseId("main");

    private final LogContext storage = new LogContext(
            new InMemoryTable(),
            new InMemoryBlobStore(),
            new SettableClock(1_800_000_000_000L),
            new SecureRandom(),
            pause -> Thread.sleep(1));

    void purge(String docId) {
        new PurgeJobs(storage.table()).request(TENANT.incarnation(), DATABASE.value(), docId);
    }

    /** A process, in which every call is another request. */
    ContentAddressedStore process(List<Source> sources) {
        Lock turn = new ReentrantLock();
        return new EachCallAnother(() -> {
            MergedLog log = new MergedLog(storage, TENANT.store(DATABASE.value(), StoreKind.DOCS));
            MetadataPull pull =
                    new MetadataPull(storage, TENANT, DATABASE, StoreKind.DOCS, log, entry -> Optional.empty());
            return new MergedStore(
                    log, sources, pull, new Denylist(storage.table(), TENANT.incarnation(), DATABASE.value()), turn);
        });
    }
}
