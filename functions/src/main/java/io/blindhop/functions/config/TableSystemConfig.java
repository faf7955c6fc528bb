package io.blindhop.functions.config;

import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The configuration as rows of the table: for a node whose functions share nothing else. */
public final class TableSystemConfig implements SystemConfig {
    private static final String PARTITION = "CONFIG";
    private static final Key CURRENT = new Key(PARTITION, "now");
    private static final String JSON = "c";
    private static final String VERSION = "v";

    private final Table table;
    private final String initial;
    private final InstantSource clock;

    /** @param initial counts until it is replaced for the first time */
    public TableSystemConfig(Table table, String initial, InstantSource clock) {
        this.table = table;
        this.initial = initial;
        this.clock = clock;
    }

    @Override
    public String json() {
        return current().map(item -> item.requireText(JSON)).orElse(initial);
    }

    private Optional<Item> current() {
        return table.get(CURRENT, Consistency.STRONG);
    }

    @Override
    public BackupName replace(String json) {
        while (true) {
            Optional<Item> before = current();
            BackupName name = BackupName.next(clock.instant(), backups());
            String old = before.map(item -> item.requireText(JSON)).orElse(initial);
            table.putAll(List.of(
                    Item.of(new Key(PARTITION, name.file())).text(JSON, old).build()));
            long version = before.map(item -> item.requireWhole(VERSION)).orElse(0L);
            Item now = Item.of(CURRENT)
                    .text(JSON, json)
                    .whole(VERSION, version + 1)
                    .build();
            try {
                Condition unchanged =
                        before.isEmpty() ? Condition.ABSENT : new Condition.Equal(VERSION, new Value.Whole(version));
                table.put(now, unchanged);
                removeOldest();
                return name;
            } catch (ConditionFailedException somebodyElseWasFaster) {
                if (somebodyElseWasFaster.current().equals(Optional.of(now))) {
                    // It was this very call, whose answer was lost on the way.
                    removeOldest();
                    return name;
                }
                // What they wrote must be kept too before it is replaced.
            }
        }
    }

    private void removeOldest() {
        table.deleteAll(names(Integer.MAX_VALUE).stream()
                .skip(MAX_BACKUPS)
                .map(name -> new Key(PARTITION, name.file()))
                .toList());
    }

    @Override
    public List<BackupName> backups() {
        return names(MAX_BACKUPS);
    }

    private List<BackupName> names(int limit) {
        return table
                .query(new Query(PARTITION, "config.", "config." + Query.MAX, false, limit, Consistency.STRONG))
                .stream()
                .map(item -> new BackupName(item.key().sk()))
                .toList();
    }

    @Override
    public Optional<String> backup(BackupName name) {
        return table.get(new Key(PARTITION, name.file()), Consistency.STRONG).map(item -> item.requireText(JSON));
    }
}
