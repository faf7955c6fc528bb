package io.blindhop.functions.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.store.ForwardingStore;
import io.blindhop.protocol.store.InMemoryContentAddressedStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanRoundsTest {
    private final List<Integer> rounds = new ArrayList<>();

    /** Its documents have as many changes as their ids say. */
    private final class Dense extends ForwardingStore {
        Dense() {
            super(new InMemoryContentAddressedStore(Clock.systemUTC(), "epoch"));
        }

        @Override
        public List<MaterializationPlan> plans(List<String> docIds) {
            rounds.add(docIds.size());
            return docIds.stream().map(PlanRoundsTest::plan).toList();
        }
    }

    private static MaterializationPlan plan(String docId) {
        List<String> changes = IntStream.range(0, Integer.parseInt(docId, 0, docId.indexOf('-'), 10))
                .mapToObj(change -> "change")
                .toList();
        return new MaterializationPlan(
                docId, Optional.empty(), changes, new MaterializationPlan.Diagnostics(List.of(), 0, changes.size()));
    }

    private List<String> plannedOf(List<String> docIds) throws IOException {
        List<String> planned = new ArrayList<>();
        new PlanRounds(new Dense(), docIds).to(plan -> planned.add(plan.docId()));
        return planned;
    }

    private static List<String> documents(int count, int changes) {
        return IntStream.range(0, count)
                .mapToObj(number -> changes + "-" + number)
                .toList();
    }

    @Test
    void documentsOfFewChangesArePlannedMoreAndMoreAtATimeUpToFiveHundred() throws IOException {
        List<String> docIds = documents(1_300, 5);

        assertThat(plannedOf(docIds)).isEqualTo(docIds);

        assertThat(rounds).containsExactly(128, 256, 500, 416);
    }

    @Test
    void ofDocumentsWithManyChangesFewerAreInMemory() throws IOException {
        List<String> docIds = new ArrayList<>(documents(128, 5));
        docIds.addAll(documents(500, 2_000));
        docIds.addAll(documents(60, 5));

        assertThat(plannedOf(docIds)).isEqualTo(docIds);

        assertThat(rounds).startsWith(128, 256, 25, 25);
    }

    @Test
    void aListOfNoneIsPlannedAsNone() throws IOException {
        assertThat(plannedOf(List.of())).isEmpty();
    }
}
