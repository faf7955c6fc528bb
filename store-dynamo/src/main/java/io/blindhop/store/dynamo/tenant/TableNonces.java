package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.auth.Nonces;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import java.time.Instant;

/** Spent challenges as rows that the table forgets some time after they have expired. */
public final class TableNonces implements Nonces {
    private final Table table;

    public TableNonces(Table table) {
        this.table = table;
    }

    @Override
    public boolean spend(String nonce, Instant expires) {
        Item row = Item.of(new Key("N#" + nonce, "spent"))
                .whole("ttl", expires.getEpochSecond() + 1)
                .build();
        try {
            table.put(row, Condition.ABSENT);
            return true;
        } catch (ConditionFailedException spentBefore) {
            return false;
        }
    }
}
