package io.blindhop.infra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.infra.embedded.SqliteTable;
import io.blindhop.infra.emulators.DynamoDbLocalProcess;
import io.blindhop.infra.emulators.Patient;
import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.aws.DynamoDbTable;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.dynamo.table.Value;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What the tables of our own count is held against what DynamoDB itself reports, call by call. Batches name existing keys
 * and queries ranges with items in them only, because DynamoDB Local reports nothing for an empty query and for a missing
 * key that a batch reads, and two units for one that a batch removes; AWS documents the minimum of one step for each.
 */
class BilledUnitsTest {
    private static final int OPERATIONS = 400;

    private final List<String> reported = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();
    private final List<String> countedInMemory = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void theUnitsThatAreCountedAreThoseThatDynamoReports() {
        int calls = 0;
        long seed = new Random().nextLong();
        System.out.println("BilledUnitsTest seed " + seed);
        try (DynamoDbClient client = DynamoDbLocalProcess.client();
                SqliteTable sqlite = SqliteTable.open(folder, into(counted), InstantSource.system())) {
            Table dynamo =
                    new DynamoDbTable(client, DynamoDbLocalProcess.newTable(client), into(reported), Patient.BACKOFF);
            Table memory = new InMemoryTable(into(countedInMemory));
            Table stored = new InMemoryTable();
            Random random = new Random(seed);
            for (int i = 0; i < OPERATIONS; i++) {
                long step = random.nextLong();
                List<Key> existing = stored.query(Query.prefix("p", "", 1000, Consistency.STRONG)).stream()
                        .map(Item::key)
                        .toList();
                String operation = run(dynamo, new Random(step), existing);
                run(sqlite, new Random(step), existing);
                run(memory, new Random(step), existing);
                run(stored, new Random(step), existing);
                assertThat(counted)
                        .as("step %d of seed %d: %s", i, seed, operation)
                        .isEqualTo(reported);
                assertThat(countedInMemory)
                        .as("step %d of seed %d: %s", i, seed, operation)
                        .isEqualTo(reported);
                calls += reported.size();
                List.of(reported, counted, countedInMemory).forEach(List::clear);
            }
        }
        assertThat(calls).isGreaterThan(OPERATIONS / 2);
    }

    private static TableMeter into(List<String> calls) {
        return (operation, read, write) -> calls.add(operation + " " + read + " " + write);
    }

    private static String run(Table table, Random random, List<Key> existing) {
        int kind = random.nextInt(9);
        Consistency consistency = random.nextBoolean() ? Consistency.STRONG : Consistency.EVENTUAL;
        try {
            switch (kind) {
                case 0, 1 -> table.put(item(random), condition(random));
                case 2 -> table.update(key(random), item(random).attributes(), condition(random));
                case 3 -> table.delete(key(random), condition(random));
                case 4 -> table.get(key(random), consistency);
                case 5 -> table.getAll(some(existing, random), consistency);
                case 6 -> query(table, query(random, consistency), existing);
                case 7 ->
                    table.putAll(IntStream.range(0, random.nextInt(40))
                            .mapToObj(_ -> item(random))
                            .toList());
                default ->
                    table.deleteAll(some(existing, random).stream().limit(30).toList());
            }
        } catch (ConditionFailedException billedToo) {
            return "operation " + kind + ", condition failed";
        }
        return "operation " + kind;
    }

    private static void query(Table table, Query query, List<Key> existing) {
        if (existing.stream()
                .map(Key::sk)
                .anyMatch(sk -> sk.compareTo(query.from()) >= 0 && sk.compareTo(query.to()) <= 0)) {
            table.query(query);
        }
    }

    private static Query query(Random random, Consistency consistency) {
        String from = key(random).sk();
        String to = key(random).sk();
        return new Query("p", from, to, random.nextBoolean(), 1 + random.nextInt(60), consistency);
    }

    private static List<Key> some(List<Key> keys, Random random) {
        return keys.stream().filter(_ -> random.nextBoolean()).toList();
    }

    private static Key key(Random random) {
        return new Key("p", "%03d".formatted(random.nextInt(150)));
    }

    private static Item item(Random random) {
        int[] lengths = {0, 10, 900, 1100, 4000, 9000, 150_000};
        int length = lengths[random.nextInt(lengths.length)];
        return new Item(
                key(random),
                Map.of(
                        "n", new Value.Whole(random.nextLong() >> random.nextInt(64)),
                        "tens", new Value.Whole(random.nextInt(-50, 50) * 1000L),
                        "text", new Value.Text("é".repeat(random.nextInt(30))),
                        "bytes", new Value.Binary(Bytes.wrap(new byte[length + random.nextInt(40)]))));
    }

    private static Condition condition(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Condition.ABSENT;
            case 1 -> Condition.PRESENT;
            case 2 -> new Condition.AbsentOrLess("n", random.nextLong());
            default -> Condition.NONE;
        };
    }
}
