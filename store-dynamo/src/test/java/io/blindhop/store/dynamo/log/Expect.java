package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.index.ManifestRow;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.s3.blob.BlobStore.Blob;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of a store whatever happened to its writers. */
final class Expect {
    private Expect() {}

    /** Exactly these ids, each once, at increasing orders, with its payload, through every way of asking. */
    static void holdsExactly(ContentAddressedStore store, Collection<VerifiedEntry> expected) {
        List<StoredEntry> all = Lab.all(store, 3);
        assertThat(all).extracting(StoredEntry::id).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(StoredEntry::id)
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(VerifiedEntry::id).distinct().toList());
        assertThat(all).extracting(StoredEntry::receiptOrder).isSorted();
        List<String> ids = all.stream().map(StoredEntry::id).toList();
        Map<String, StoredEntry> metadata = store.metadata(ids);
        Map<String, Bytes> payloads = Lab.payloads(store, ids);
        for (StoredEntry entry : all) {
            assertThat(metadata.get(entry.id())).isEqualTo(entry);
            assertThat(store.document(entry.metadata().docId())).contains(entry);
        }
        for (VerifiedEntry entry : expected) {
            assertThat(payloads.get(entry.id())).isEqualTo(entry.payload());
        }
        if (!all.isEmpty()) {
            assertThat(store.head().maxReceiptOrder())
                    .isGreaterThanOrEqualTo(all.getLast().receiptOrder());
        }
    }

    /** Nothing in the bucket that no entry refers to, no intent, no block of an attempt that came to nothing. */
    static void leavesNoLitter(Lab lab) {
        StoreRows rows = StoreRows.of(lab.process(Trap.counting(), lab.clock), Lab.STORE);
        Set<String> referred = new HashSet<>();
        Set<String> blockPrefixes = new HashSet<>();
        Commit tail = rows.log().tail();
        for (Commit commit : rows.log().between(0, tail.last())) {
            blockPrefixes.add(
                    "B#" + commit.putId().hex() + "#" + commit.blocks().attempt() + "#");
            rows.blocks()
                    .read(List.of(commit))
                    .getFirst()
                    .forEach(entry -> entry.record()
                            .location()
                            .ifPresent(location -> referred.add(location.objectName(Lab.STORE))));
        }
        new ManifestRow(lab.table(), Commit.partition(Lab.STORE))
                .read(Consistency.STRONG)
                .ifPresent(manifest -> referred.addAll(manifest.named()));
        assertThat(lab.blobs().list("", "").stream().map(Blob::name)).containsExactlyInAnyOrderElementsOf(referred);
        assertThat(new Intents(lab.table()).olderThan(Long.MAX_VALUE >>> 16, 1000))
                .isEmpty();
        assertThat(lab.table().query(Query.prefix(Commit.partition(Lab.STORE), "B#", 10_000, Consistency.STRONG)))
                .allSatisfy(block -> assertThat(blockPrefixes)
                        .anyMatch(prefix -> block.key().sk().startsWith(prefix)));
    }
}
