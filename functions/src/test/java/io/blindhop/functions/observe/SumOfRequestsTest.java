package io.blindhop.functions.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.blob.BlobMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No call of a process is missing in the lines of its requests, on whatever threads it was made, and none is there twice. */
class SumOfRequestsTest {
    private static final int CLIENTS = 8;
    private static final int ENTRIES = 60;

    @Test
    void theSumOfAllRequestsIsWhatTheProcessWasBilled() throws Exception {
        try (TestNode node = new TestNode()) {
            TestTenant tenant = node.register(TestTenant.RECORDED).grant(Person.BOB);
            List<Future<?>> clients = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CLIENTS; i++) {
                    int client = i;
                    // Half of them share a database, where they lose races.
                    StoreClient store = tenant.login(Person.ALICE).docs(client % 2 == 0 ? "shared" : "own" + client);
                    clients.add(threads.submit(() -> work(store, client)));
                }
            }
            for (Future<?> client : clients) {
                client.get();
            }
            tenant.operator("GET", "/system/tenants", WireEntries.object()).ok();

            List<OperationSum> sums = node.requests().sums();

            Usage usage = sums.stream().map(OperationSum::usage).reduce(Usage.NONE, Usage::plus);
            assertThat(calls(usage)).isEqualTo(node.calls().byName()).isNotEmpty();
            assertThat(usage.ofTable().readUnits()).isEqualTo(node.calls().readUnits());
            assertThat(usage.ofTable().writeUnits()).isEqualTo(node.calls().writeUnits());
            assertThat(sums.stream().mapToLong(OperationSum::requests).sum())
                    .isEqualTo(node.requests().lines().size());
            assertThat(sums.getFirst().cost().sum())
                    .isEqualTo(sums.stream()
                            .mapToDouble(sum -> sum.cost().sum())
                            .max()
                            .orElseThrow());
        }
    }

    private static boolean work(StoreClient store, int seed) {
        TestEntries entries = Person.ALICE.entries(seed);
        List<ArrivedEntry> all = Stream.generate(() -> entries.docCreate(entries.newDocId()))
                .limit(ENTRIES)
                .toList();
        store.putBinary(all.subList(0, ENTRIES / 2)).ok();
        store.putBinary(all).ok();
        store.putBinary(List.of(entries.docCreate("large", 100_000))).ok();
        List<String> ids = all.stream().map(ArrivedEntry::id).toList();
        assertThat(store.hasEntries(ids)).hasSize(ENTRIES);
        store.scan(NullNode.getInstance(), 1000);
        store.pullBinary(ids);
        store.pullHybrid(ids.subList(0, 3));
        store.call("getIdBloomSummary").ok();
        return true;
    }

    private static Map<String, Long> calls(Usage usage) {
        Map<String, Long> calls = new TreeMap<>();
        for (TableMeter.Operation operation : TableMeter.Operation.values()) {
            calls.put(operation.name(), usage.ofTable(operation).calls());
        }
        for (BlobMeter.Operation operation : BlobMeter.Operation.values()) {
            calls.put(operation.name(), usage.of(operation).calls());
        }
        calls.values().removeIf(count -> count == 0);
        return calls;
    }
}
