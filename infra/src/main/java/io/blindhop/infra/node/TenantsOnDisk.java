package io.blindhop.infra.node;

import io.blindhop.infra.embedded.SqliteTable;
import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.dynamo.tenant.KeySeal;
import io.blindhop.store.dynamo.tenant.TenantRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Looks into the store of a data folder before a node runs on it. */
final class TenantsOnDisk {
    /** Asking whether there are tenants opens none of their keys. */
    private static final KeySeal SHUT = new KeySeal() {
        @Override
        public Bytes seal(String incarnation, Bytes key) {
            throw new UnsupportedOperationException("no tenant is registered here");
        }

        @Override
        public Bytes open(String incarnation, Bytes sealed) {
            throw new UnsupportedOperationException("no tenant is read here");
        }
    };

    private TenantsOnDisk() {}

    static boolean exist(DataFolder folder) throws IOException {
        Path store = folder.resolve(LocalNode.STORE);
        if (Files.notExists(store)) {
            return false;
        }
        SqliteTable table = SqliteTable.open(store, TableMeter.NONE, Clock.systemUTC());
        try {
            return !new TenantRegistry(table, SHUT).isEmpty();
        } finally {
            table.close();
        }
    }
}
