package io.blindhop.protocol.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.entry.StoredEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttachmentReadPlannerTest {
    private final Map<String, StoredEntry> store = new HashMap<>();

    AttachmentReadPlannerTest() {
        chunk("c0", 10, List.of());
        chunk("c1", 10, List.of("c0"));
        chunk("c2", 5, List.of("c1"));
    }

    @Test
    void everyRangeIsServedByExactlyTheChunksThatHoldIt() {
        int[] owner = IntStream.range(0, 25).map(i -> i / 10).toArray();
        for (int start = 0; start < 25; start++) {
            for (int end = start + 1; end <= 25; end++) {
                AttachmentReadPlan plan = plan(25, start, OptionalLong.of(end));
                List<String> expected = IntStream.range(start, end)
                        .map(i -> owner[i])
                        .distinct()
                        .mapToObj(i -> "c" + i)
                        .toList();
                assertThat(plan.chunks().stream().map(AttachmentReadPlan.ChunkPlan::id))
                        .isEqualTo(expected);
                assertThat(plan.offsetInFirstChunk()).isEqualTo(start % 10);
            }
        }
    }

    @Test
    void theEndOfTheAttachmentIsTheDefault() {
        assertThat(plan(25, 21, OptionalLong.empty()).endByteExclusive()).isEqualTo(25);
    }

    @Test
    void anEmptyRangeNeedsNoChunkAtAll() {
        store.clear();
        assertThat(plan(25, 7, OptionalLong.of(7)).chunks()).isEmpty();
        assertThat(plan(0, 0, OptionalLong.empty()).chunks()).isEmpty();
    }

    @Test
    void rangesOutsideTheAttachmentAreRefused() {
        assertThatThrownBy(() -> plan(25, -1, OptionalLong.empty())).isInstanceOf(InvalidRangeException.class);
        assertThatThrownBy(() -> plan(25, 3, OptionalLong.of(2))).isInstanceOf(InvalidRangeException.class);
        assertThatThrownBy(() -> plan(25, 3, OptionalLong.of(26)))
                .isInstanceOf(InvalidRangeException.class)
                .hasMessage("End byte 26 exceeds attachment size 25");
    }

    @Test
    void chunksThatDoNotAddUpAreRefused() {
        breaks("exceeds declared attachment size", 24);
        breaks("ended before covering", 26);
        chunk("c2", 5, List.of("c1", "c0"));
        breaks("fanout", 25);
        chunk("c2", 0, List.of("c1"));
        breaks("no positive originalSize", 25);
        store.put("c2", Entries.entry("doc_change", "c2", List.of(), 1));
        breaks("is not an attachment chunk", 25);
        store.remove("c2");
        breaks("not found", 25);
    }

    @Test
    void theWalkIsBounded() {
        chunk("c2", 1, List.of("c2"));
        breaks("more than the limit of 100000 chunks", 1_000_000_000);
    }

    private void breaks(String message, long size) {
        assertThatThrownBy(() -> plan(size, 0, OptionalLong.empty()))
                .isInstanceOf(BrokenAttachmentException.class)
                .hasMessageContaining(message);
    }

    private AttachmentReadPlan plan(long size, long start, OptionalLong end) {
        return AttachmentReadPlanner.plan(
                "c2", size, start, end, id -> Optional.ofNullable(store.get(id)).map(StoredEntry::metadata));
    }

    private void chunk(String id, long size, List<String> dependencies) {
        store.put(id, Entries.entry("attachment_chunk", id, dependencies, 1, Optional.empty(), OptionalLong.of(size)));
    }
}
