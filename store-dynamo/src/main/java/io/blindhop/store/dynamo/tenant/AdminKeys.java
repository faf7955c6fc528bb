package io.blindhop.store.dynamo.tenant;

import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;

/**
 * Which keys administer a tenant. Only a hint: a row may outlive a registration that did not succeed, so that what a key
 * may do is for the tenant's own row to say.
 */
final class AdminKeys {
    private final Table table;

    AdminKeys(Table table) {
        this.table = table;
    }

    static Key key(Tenant tenant) {
        return new Key(partition(tenant.adminSigningPublicKey()), tenant.id() + "#" + tenant.incarnation());
    }

    Item row(Tenant tenant) {
        return Item.of(key(tenant)).build();
    }

    boolean contain(String signingKey) {
        return !table.query(Query.prefix(partition(signingKey), "", 1, Consistency.STRONG))
                .isEmpty();
    }

    private static String partition(String signingKey) {
        return "A#" + SigningKeyName.of(signingKey);
    }
}
