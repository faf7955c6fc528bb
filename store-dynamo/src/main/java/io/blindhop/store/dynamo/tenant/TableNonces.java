package io.blindhop.store.dynamo.tenant;

import io.blindhop.protocol.auth.Nonces;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Table;
import java.time.Instant;
import java.util.UUID;

/** Spent challenges as rows that the table forgets some time after they have expired. */
public final class TableNonces implements Nonces {
    private static final String SPENDER = "b";

    private final Table table;

    public TableNonces(Table table) {
        this.table = table;
    }

    @Override
    public boolean spend(String nonce, Instant expires) {
        String spender = UUID.randomUUID().toString();
        Item row = Item.of(new Key("N#" + nonce, "spent"))
                .text(SPENDER, spender)
                .whole("ttl", expires.getEpochSecond() + 1)
                .build();
        try {
            table.put(row, Condition.ABSENT);
            return true;
        } catch (ConditionFailedException spentBefore) {
            // Perhaps by this very call, whose answer was lost on the way.
            return spentBefore
                    .current()
                    .flatMap(current -> current.text(SPENDER))
                    .filter(spender::equals)
                    .isPresent();
        }
    }
}
