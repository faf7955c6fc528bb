package io.blindhop.protocol.plan;

import static io.blindhop.protocol.plan.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.entry.StoredEntry;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaterializationPlannerTest {
    @Test
    void randomDocumentsArePlannedAsTheProtocolSaysWordByWord() {
        long seed = new Random().nextLong();
        System.out.println("MaterializationPlannerTest: seeds from " + seed);
        for (int i = 0; i < 3_000; i++) {
            List<StoredEntry> document = Entries.randomDocument(new Random(seed + i));
            NaivePlanner naive = new NaivePlanner(document);
            assertThat(MaterializationPlanner.plan("d", document))
                    .as("seed %d", seed + i)
                    .isEqualTo(naive.plan());
            assertThat(DeletionRule.isDeleted(document)).as("seed %d", seed + i).isEqualTo(naive.isDeleted());
        }
    }

    @Test
    void anUnknownDocumentHasAnEmptyPlan() {
        MaterializationPlan plan = MaterializationPlanner.plan("nobody", List.of());
        assertThat(plan.snapshotEntryId()).isEmpty();
        assertThat(plan.entryIdsToApply()).isEmpty();
        assertThat(plan.diagnostics().headEntryIds()).isEmpty();
    }

    @Test
    void aSnapshotThatCoversNothingIsStillChosenWhenItIsTheOnlyOne() {
        MaterializationPlan plan = MaterializationPlanner.plan(
                "d", List.of(entry("doc_create", "a", List.of(), 1), entry("doc_snapshot", "s", List.of("x"), 2)));
        assertThat(plan.snapshotEntryId()).hasValue("s");
        assertThat(plan.entryIdsToApply()).containsExactly("a");
    }

    @Test
    void idsAreOrderedAsUtf16() {
        // As code points, U+1F680 comes after U+FF5E; as UTF-16 it comes before.
        MaterializationPlan plan = MaterializationPlanner.plan(
                "d",
                List.of(
                        entry("doc_create", "\uFF5E", List.of(), 1),
                        entry("doc_create", "\uD83D\uDE80", List.of(), 1)));
        assertThat(plan.entryIdsToApply()).containsExactly("\uD83D\uDE80", "\uFF5E");
    }

    @Test
    void entriesInACycleBelowAHeadAreSortedById() {
        MaterializationPlan plan = MaterializationPlanner.plan(
                "d",
                List.of(
                        entry("doc_change", "a", List.of("c"), 1),
                        entry("doc_change", "c", List.of("b"), 1),
                        entry("doc_change", "b", List.of("c"), 1)));
        assertThat(plan.entryIdsToApply()).containsExactly("a", "b", "c");
    }

    @Test
    void aLongHistoryIsPlannedWithoutDeepRecursion() {
        List<StoredEntry> chain = new java.util.ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            chain.add(entry("doc_change", "e" + i, i == 0 ? List.of() : List.of("e" + (i - 1)), i));
        }
        assertThat(MaterializationPlanner.plan("d", chain).entryIdsToApply()).hasSize(100_000);
    }
}
