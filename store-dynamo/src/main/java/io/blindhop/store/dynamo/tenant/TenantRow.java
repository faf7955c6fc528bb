package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import java.util.ArrayList;
import java.util.List;

/** The row of a tenant, its keys sealed. */
final class TenantRow {
    static final String SORT_KEY = "tenant";
    static final String STATE = "st";

    private final KeySeal seal;

    TenantRow(KeySeal seal) {
        this.seal = seal;
    }

    static String partition(String tenantId) {
        return "T#" + tenantId;
    }

    static Key key(String tenantId) {
        return new Key(partition(tenantId), SORT_KEY);
    }

    static TenantState state(Item row) {
        return TenantState.parse(row.requireText(STATE));
    }

    Item encode(Tenant tenant) {
        Item.Builder row = Item.of(key(tenant.id()))
                .text("i", tenant.incarnation())
                .text("as", tenant.adminSigningPublicKey())
                .text("ae", tenant.adminEncryptionPublicKey())
                .text(STATE, new TenantState.Live().text(tenant.incarnation()))
                .whole("kc", tenant.publicInfosKeys().size());
        tenant.adminUsername().ifPresent(name -> row.text("au", name));
        int number = 0;
        for (Bytes key : tenant.publicInfosKeys()) {
            row.binary("k" + number++, seal.seal(tenant.incarnation(), key));
        }
        return row.build();
    }

    Tenant decode(String tenantId, Item row) {
        String incarnation = row.requireText("i");
        List<Bytes> keys = new ArrayList<>();
        for (int number = 0; number < row.requireWhole("kc"); number++) {
            keys.add(seal.open(incarnation, row.requireBinary("k" + number)));
        }
        return new Tenant(tenantId, incarnation, row.requireText("as"), row.requireText("ae"), row.text("au"), keys);
    }
}
