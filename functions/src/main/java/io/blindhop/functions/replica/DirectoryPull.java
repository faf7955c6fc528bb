package io.blindhop.functions.replica;

import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.protocol.store.Witness;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.PutGuard;
import io.blindhop.store.dynamo.replica.Direction;
import io.blindhop.store.dynamo.replica.ReplicaMark;
import io.blindhop.store.dynamo.replica.ReplicaMarks;
import io.blindhop.store.dynamo.tenant.Tenant;
import java.time.Instant;
import java.util.Optional;

/** Brings the whole directory of another node here. */
public final class DirectoryPull {
    private final LogContext storage;
    private final Tenant tenant;
    private final String url;
    private final ReplicaMarks marks;

    /** @param url of the other node */
    public DirectoryPull(LogContext storage, Tenant tenant, String url) {
        this.storage = storage;
        this.tenant = tenant;
        this.url = url;
        this.marks = new ReplicaMarks(storage.table(), tenant.incarnation(), Direction.PULL);
    }

    /** When the directory here was last that of the other node. */
    public Optional<Instant> last() {
        return marks.find(tenant.directory(), url).flatMap(ReplicaMark::at);
    }

    public void from(ContentAddressedStore there) {
        StoreHead head = there.head();
        LogStore here = new LogStore(storage, tenant.directory());
        new Walk(there, head, ContentAddressedStore.MAX_SCAN_LIMIT, 0, storage.clock())
                .run(
                        marks.find(tenant.directory(), url),
                        head.epoch(),
                        new Bound(Integer.MAX_VALUE, TimeLeft.UNLIMITED),
                        new Pull(there, here, PutGuard.NONE, new DirectoryExaminer(tenant, Witness.NONE)),
                        mark -> marks.keep(tenant.directory(), url, mark));
    }
}
