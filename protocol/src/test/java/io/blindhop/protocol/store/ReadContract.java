package io.blindhop.protocol.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.DependencyWalk;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.plan.MaterializationPlanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Look-ups, payloads and the Bloom filter. */
abstract class ReadContract extends ScanContract {
    private static final int LARGE = 256 * 1024;

    @Test
    void readAnswersInRequestOrderRepeatsRepetitionsAndLeavesOutTheUnknown() {
        ArrivedEntry a = entries.docCreate("doc1");
        ArrivedEntry b = entries.docCreate("doc2");
        put(a, b);

        List<Read> found = read(b.id(), "unknown", a.id(), b.id());

        assertThat(found).extracting(read -> read.entry().id()).containsExactly(b.id(), a.id(), b.id());
        assertThat(found).extracting(Read::payload).containsExactly(b.payload(), a.payload(), b.payload());
        assertThat(read()).isEmpty();
    }

    @Test
    void whatIsReadIsWhatPutAnswered() {
        List<StoredEntry> put = stored(put(entries.verifiedCreates(5)));

        assertThat(read(ids(put).toArray(String[]::new)))
                .extracting(Read::entry)
                .isEqualTo(put);
        assertThat(store.metadata(ids(put)).values()).containsExactlyInAnyOrderElementsOf(put);
    }

    @Test
    void aFailingSinkEndsTheReadWithItsOwnException() {
        List<StoredEntry> put = stored(put(entries.verifiedCreates(3)));
        IOException gone = new IOException("the reader hung up");
        List<String> taken = new ArrayList<>();

        assertThatThrownBy(() -> store.read(ids(put), (entry, payload) -> {
                    taken.add(entry.id());
                    throw gone;
                }))
                .isSameAs(gone);
        assertThat(taken).containsExactly(put.getFirst().id());
    }

    @Test
    void metadataOfTheStoredIdsOnly() {
        StoredEntry stored = put(entries.docCreate("doc1")).getFirst().stored();

        assertThat(store.metadata(List.of("unknown", stored.id(), stored.id())))
                .containsExactly(java.util.Map.entry(stored.id(), stored));
        assertThat(store.metadata(List.of())).isEmpty();
    }

    @Test
    void largePayloadsComeBackByteForByte() {
        List<ArrivedEntry> chunks = new ArrayList<>();
        Optional<String> previous = Optional.empty();
        for (int i = 0; i < 6; i++) {
            chunks.add(entries.attachmentChunk("doc1", previous, LARGE + i));
            previous = Optional.of(chunks.getLast().id());
        }
        put(chunks.toArray(ArrivedEntry[]::new));

        assertThat(read(chunks.stream().map(ArrivedEntry::id).toArray(String[]::new)))
                .extracting(Read::payload)
                .isEqualTo(chunks.stream().map(ArrivedEntry::payload).toList());
    }

    @Test
    void payloadsOfEverySizeAroundTheUsualThresholdsComeBack() {
        List<ArrivedEntry> sized = new ArrayList<>();
        for (int size : new int[] {0, 1, 15, 16, 4095, 4096, 65_535, 65_536, 65_537}) {
            sized.add(entries.entry("doc_create", "size" + size, "doc" + size, entries.bytes(size)));
        }
        put(sized.toArray(ArrivedEntry[]::new));

        for (ArrivedEntry entry : sized) {
            assertThat(read(entry.id())).extracting(Read::payload).containsExactly(entry.payload());
        }
    }

    static List<String> oddIds() {
        return List.of(
                "a",
                "doc1_d_x_d_y_d_z",
                "_d_",
                "_a_",
                "x_a_y_d_z",
                "with/slash/../and//more",
                "with space and\ttab",
                "with\nnewline and \u0000 zero",
                "#hash%25?query&=+",
                "ümläut-日本語-🐙",
                "e\u0301 is not \u00e9",
                "CASE",
                "case",
                "é".repeat(450),
                "x".repeat(900));
    }

    @ParameterizedTest
    @MethodSource("oddIds")
    void anyIdIsFoundByEveryCall(String id) {
        ArrivedEntry entry = entries.entry("doc_create", id, "the-document", Bytes.utf8("payload of " + id));
        StoredEntry stored = put(entry).getFirst().stored();

        assertThat(put(entry)).containsExactly(new PutOutcome(stored, true));
        assertThat(store.metadata(List.of(id))).containsOnlyKeys(id);
        assertThat(read(id)).containsExactly(new Read(stored, entry.payload()));
        assertThat(store.document("the-document")).containsExactly(stored);
        assertThat(scanAll(10, ScanFilter.ALL)).containsExactly(stored);
        assertThat(bloomAdmits(id)).isTrue();
    }

    @Test
    void idsThatDifferOnlyInCaseOrNormalisationAreDifferentEntries() {
        put(oddIds().stream()
                .map(id -> entries.entry("doc_create", id, "d", Bytes.utf8(id)))
                .toArray(ArrivedEntry[]::new));

        assertThat(ids(store.document("d"))).isEqualTo(oddIds());
        assertThat(read(oddIds().toArray(String[]::new)))
                .extracting(read -> read.payload().toUtf8())
                .isEqualTo(oddIds());
    }

    @Test
    void aDocumentIsFoundByItsDocIdWhateverItsEntriesAreCalled() {
        ArrivedEntry usual = entries.docCreate("doc1");
        ArrivedEntry alien = entries.entry("doc_change", "doc2_d_0_ff", "doc1", Bytes.utf8("alien"));
        ArrivedEntry chunk = entries.attachmentChunk("doc1", Optional.empty(), 100);
        ArrivedEntry pretender = entries.entry("doc_change", "doc1_d_0_ee", "doc2", Bytes.utf8("pretender"));
        ArrivedEntry longer = entries.docCreate("doc1_d_2");
        ArrivedEntry snapshot = entries.snapshot("doc1", List.of(usual.id()), 500);
        put(usual, alien);
        put(pretender, chunk, longer, snapshot);

        assertThat(ids(store.document("doc1"))).containsExactly(usual.id(), alien.id(), chunk.id(), snapshot.id());
        assertThat(ids(store.document("doc2"))).containsExactly(pretender.id());
        assertThat(ids(store.document("doc1_d_2"))).containsExactly(longer.id());
        assertThat(store.document("doc")).isEmpty();
    }

    @Test
    void plansAreThoseOfTheEntriesOfEachDocumentInTheOrderOfTheRequest() {
        ArrivedEntry create = entries.docCreate("doc1");
        ArrivedEntry change = entries.docChange("doc1", List.of(create.id()));
        ArrivedEntry snapshot =
                entries.snapshot("doc2", List.of(entries.docCreate("doc2").id()), 500);
        put(change, create, snapshot);

        List<MaterializationPlan> plans = store.plans(List.of("doc2", "unknown", "doc1", "doc1"));

        assertThat(plans)
                .isEqualTo(List.of(
                        MaterializationPlanner.plan("doc2", store.document("doc2")),
                        MaterializationPlanner.plan("unknown", List.of()),
                        MaterializationPlanner.plan("doc1", store.document("doc1")),
                        plans.get(2)));
        assertThat(plans.get(2).entryIdsToApply()).containsExactly(create.id(), change.id());
        assertThat(plans.getFirst().snapshotEntryId()).contains(snapshot.id());
        assertThat(store.plans(List.of())).isEmpty();
    }

    @Test
    void dependenciesAreFoundAsFarAsTheWalkGoes() {
        ArrivedEntry create = entries.docCreate("doc1");
        ArrivedEntry first = entries.docChange("doc1", List.of(create.id()));
        ArrivedEntry second = entries.docChange("doc1", List.of(first.id(), "unknown"));
        put(create, first, second);

        assertThat(store.dependencies(second.id(), DependencyWalk.unrestricted()))
                .containsExactly(create.id(), first.id(), second.id());
        assertThat(store.dependencies(second.id(), new DependencyWalk(Optional.empty(), OptionalLong.of(1), false)))
                .containsExactly(first.id());
        assertThat(store.dependencies("unknown", DependencyWalk.unrestricted())).isEmpty();
    }

    @Test
    void everyMemberOfTheMetadataComesBack() {
        ArrivedEntry head = entries.docCreate("doc1");
        ArrivedEntry snapshot = entries.snapshot("doc1", List.of(head.id()), 500);
        put(head, snapshot);

        assertThat(read(snapshot.id()))
                .extracting(read -> read.entry().metadata())
                .containsExactly(snapshot.metadata());
    }

    @Test
    void theBloomFilterNeverDeniesAStoredId() {
        List<String> ids = new ArrayList<>(ids(stored(put(entries.verifiedCreates(50)))));
        ids.addAll(ids(stored(put(entries.verifiedCreates(30)))));

        assertThat(ids).allMatch(this::bloomAdmits);
        assertThat(store.bloom().totalIds()).isEqualTo(80);
    }

    @Test
    void theBloomFilterOfAnEmptyStoreDeniesEverything() {
        BloomSummary empty = store.bloom();

        assertThat(empty.totalIds()).isZero();
        assertThat(bloomAdmits("anything")).isFalse();
    }
}
