package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.Generation;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.log.Lab;
import io.blindhop.store.dynamo.log.LogContext;
import io.blindhop.store.dynamo.log.LogStore;
import io.blindhop.store.dynamo.log.Trap;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.tenant.KeySeal;
import io.blindhop.store.dynamo.tenant.Tenant;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import io.blindhop.store.dynamo.tenant.TenantRegistry.Found;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.util.List;

/** One registered tenant in a table and a bucket, with any number of processes that serve its requests. */
final class DirectoryLab {
    private static final long START = 1_800_000_000_000L;
    private static final KeySeal OPEN = new KeySeal() {
        @Override
        public Bytes seal(String incarnation, Bytes key) {
            return key;
        }

        @Override
        public Bytes open(String incarnation, Bytes sealed) {
            return sealed;
        }
    };

    private final Lab lab;
    private final Tenant tenant;

    DirectoryLab(Tenant tenant) {
        this(new InMemoryTable(), tenant);
    }

    DirectoryLab(Table table, Tenant tenant) {
        this.lab = new Lab(table, new InMemoryBlobStore(), new SettableClock(START));
        this.tenant = new TenantRegistry(table, OPEN)
                .register(tenant, Generation.FIRST)
                .tenant();
    }

    Tenant tenant() {
        return tenant;
    }

    Table table() {
        return lab.table();
    }

    Node node() {
        return node(Trap.counting());
    }

    Node node(Trap trap) {
        return new Node(lab.process(trap, lab.clock));
    }

    /** Ids of everything in the directory. */
    List<String> stored() {
        return Lab.all(node().store(), 1000).stream().map(StoredEntry::id).toList();
    }

    /** A process of its own. */
    final class Node {
        private final LogContext context;
        private final TenantRegistry registry;

        private Node(LogContext context) {
            this.context = context;
            this.registry = new TenantRegistry(context.table(), OPEN);
        }

        private LogStore store() {
            return new LogStore(context, tenant.directory());
        }

        /** What every request does first. */
        DirectoryView request() {
            Found found = registry.find(tenant.id()).orElseThrow();
            return new DirectoryView(
                    context,
                    found.tenant(),
                    new DirectoryProjector(context, registry).catchUp(found.tenant(), found.projectedUpTo()));
        }

        /** A push to the directory: answered when it is in force. */
        DirectoryView put(VerifiedEntry... entries) {
            store().put(List.of(entries), Witness.NONE);
            return request();
        }
    }
}
