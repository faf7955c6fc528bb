package io.blindhop.functions.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many clients push at once, some of them the same entries (design 3.1: exactly once, and no gap). */
class ConcurrentPushesTest extends OnNode {
    private static final int WRITERS = 6;
    private static final int ENTRIES = 10;

    @Test
    void everyEntryIsStoredOnceAndEverybodyIsToldTheSameReceipt() throws Exception {
        TestTenant tenant = newTenant().grant(Person.BOB);
        TestEntries entries = Person.ALICE.entries(1);
        List<ArrivedEntry> shared = creates(entries);
        List<List<ArrivedEntry>> batches = IntStream.range(0, WRITERS)
                .mapToObj(i -> Stream.concat(creates(entries).stream(), shared.stream())
                        .toList())
                .toList();
        StoreClient alice = tenant.login(Person.ALICE).docs("notes");

        Map<String, JsonNode> receipts = new HashMap<>();
        for (Answer answer : atOnce(batches, alice)) {
            JsonNode json = answer.ok().json();
            assertThat(json.get("rejected")).isEmpty();
            assertThat(json.get("receipts")).hasSize(2 * ENTRIES);
            json.get("receipts").forEach(receipt -> {
                JsonNode other = receipts.putIfAbsent(receipt.get("id").asText(), receipt);
                assertThat(other).isIn(null, receipt);
            });
        }

        int all = (WRITERS + 1) * ENTRIES;
        JsonNode page = tenant.login(Person.BOB).docs("notes").scan(NullNode.getInstance(), 1000);
        List<Long> orders = page.get("entries")
                .valueStream()
                .map(entry -> entry.get("receiptOrder").asLong())
                .toList();
        assertThat(orders)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, all).mapToObj(Long::valueOf).toList());
        assertThat(page.get("entries").findValuesAsText("id")).containsExactlyInAnyOrderElementsOf(receipts.keySet());
        assertThat(page.get("entries").findValues("receivedAt").stream()
                        .map(JsonNode::asLong)
                        .toList())
                .isSorted();
        assertThat(alice.head().get("maxReceiptOrder").asInt()).isEqualTo(all);
        assertThat(alice.pullBinary(receipts.keySet())).hasSize(all);
    }

    private static List<ArrivedEntry> creates(TestEntries entries) {
        return Stream.generate(() -> entries.docCreate(entries.newDocId()))
                .limit(ENTRIES)
                .toList();
    }

    private static List<Answer> atOnce(List<List<ArrivedEntry>> batches, StoreClient store) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> pushes = batches.stream()
                    .<Callable<Answer>>map(batch -> () -> store.putBinary(batch))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> push : threads.invokeAll(pushes)) {
                answers.add(push.get());
            }
            return answers;
        }
    }
}
