package io.blindhop.protocol.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.signature.WitnessSigningBytes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What {@link ContentAddressedStore#put} guarantees to one caller. */
abstract class PutContract extends StoreContractFixture {
    @Test
    void outcomesComeInRequestOrderWithRisingReceiptOrders() {
        ArrivedEntry create = entries.docCreate("doc1");
        ArrivedEntry change = entries.docChange("doc1", List.of(create.id()));
        ArrivedEntry other = entries.docCreate("doc0");

        List<PutOutcome> outcomes = put(create, change, other);

        assertThat(outcomes).noneMatch(PutOutcome::duplicate);
        assertThat(stored(outcomes))
                .extracting(StoredEntry::metadata)
                .containsExactly(create.metadata(), change.metadata(), other.metadata());
        assertThat(stored(outcomes))
                .extracting(StoredEntry::receiptOrder)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(store.head().maxReceiptOrder())
                .isEqualTo(outcomes.getLast().stored().receiptOrder());
    }

    @Test
    void anEmptyBatchChangesNothing() {
        StoreHead before = store.head();

        assertThat(put(List.of())).isEmpty();
        assertThat(store.head()).isEqualTo(before);
    }

    @Test
    void aLaterBatchGetsGreaterOrders() {
        long first = put(entries.docCreate("doc1")).getFirst().stored().receiptOrder();
        long second = put(entries.docCreate("doc2")).getFirst().stored().receiptOrder();

        assertThat(first).isPositive();
        assertThat(second).isGreaterThan(first);
    }

    @Test
    void everyEligibleEntryGetsAReceiptThatVerifies() {
        StoredEntry stored = put(entries.docCreate("doc1")).getFirst().stored();

        WitnessReceipt receipt = stored.receipt().orElseThrow();
        assertThat(receipt.receivedAt()).isEqualTo(START);
        assertThat(VerifyingKey.fromPem(receipt.receivedByPublicKey())
                        .verify(
                                WitnessSigningBytes.of(stored.metadata(), DB_ID, START, receipt.receivedByPublicKey()),
                                receipt.signature()))
                .isTrue();
    }

    @Test
    void anEntryWithoutAVersionIsStoredWithoutAReceipt() {
        StoredEntry chunk = put(entries.attachmentChunk("doc1", Optional.empty(), 1000))
                .getFirst()
                .stored();

        assertThat(chunk.receipt()).isEmpty();
        assertThat(read(chunk.id())).extracting(Read::entry).containsExactly(chunk);
    }

    @Test
    void arrivalNeverGoesBackThoughTheClockDoes() {
        StoredEntry first = put(entries.docCreate("doc1")).getFirst().stored();
        clock.set(START - 60_000);
        StoredEntry second = put(entries.docCreate("doc2")).getFirst().stored();
        clock.set(START + 1);
        StoredEntry third = put(entries.docCreate("doc3")).getFirst().stored();

        assertThat(List.of(first, second, third))
                .extracting(entry -> entry.receipt().orElseThrow().receivedAt())
                .containsExactly(START, START, START + 1);
    }

    @Test
    void aRepeatedPutReturnsTheFirstArrivalAndItsReceipt() {
        ArrivedEntry entry = entries.docCreate("doc1");
        StoredEntry first = put(entry).getFirst().stored();
        StoreHead head = store.head();
        clock.set(START + 5_000);

        assertThat(put(entry)).containsExactly(new PutOutcome(first, true));
        assertThat(store.head()).isEqualTo(head);
        assertThat(scanAll(10, ScanFilter.ALL)).containsExactly(first);
    }

    @Test
    void anIdTwiceInOneBatchIsStoredOnce() {
        ArrivedEntry twice = entries.docCreate("doc1");
        ArrivedEntry other = entries.docCreate("doc2");

        List<PutOutcome> outcomes = put(twice, other, twice);

        assertThat(outcomes).extracting(PutOutcome::duplicate).containsExactly(false, false, true);
        assertThat(outcomes.get(2).stored()).isEqualTo(outcomes.get(0).stored());
        assertThat(scanAll(10, ScanFilter.ALL)).isEqualTo(stored(outcomes.subList(0, 2)));
    }

    @Test
    void aBatchOfOldAndNewAnswersEachInItsPlace() {
        ArrivedEntry old = entries.docCreate("doc1");
        StoredEntry oldStored = put(old).getFirst().stored();
        ArrivedEntry before = entries.docCreate("doc2");
        ArrivedEntry after = entries.docCreate("doc3");

        List<PutOutcome> outcomes = put(before, old, after);

        assertThat(outcomes).extracting(PutOutcome::duplicate).containsExactly(false, true, false);
        assertThat(stored(outcomes)).extracting(StoredEntry::id).containsExactly(before.id(), old.id(), after.id());
        assertThat(outcomes.get(1).stored()).isEqualTo(oldStored);
    }

    @Test
    void ofTwoEntriesWithOneIdTheFirstIsKeptWithItsOwnPayload() {
        ArrivedEntry mine = entries.entry("doc_create", "acl_x_d_0_b55e", "acl_x", Bytes.utf8("mine"));
        ArrivedEntry theirs =
                entries.by(entries.newKey()).entry("doc_create", "acl_x_d_0_b55e", "acl_x", Bytes.utf8("theirs"));
        StoredEntry first = put(mine).getFirst().stored();

        assertThat(put(theirs)).containsExactly(new PutOutcome(first, true));
        assertThat(read(mine.id())).containsExactly(new Read(first, Bytes.utf8("mine")));
    }

    @Test
    void entriesThatShareAPayloadAreStoredEach() {
        ArrivedEntry one = entries.entry("doc_create", "a", "doc1", Bytes.utf8("same"));
        ArrivedEntry two = entries.entry("doc_create", "b", "doc2", Bytes.utf8("same"));
        ArrivedEntry later = entries.entry("doc_create", "c", "doc3", Bytes.utf8("same"));
        put(one, two);
        put(later);

        assertThat(read("a", "b", "c"))
                .extracting(Read::payload)
                .containsExactly(Bytes.utf8("same"), Bytes.utf8("same"), Bytes.utf8("same"));
    }

    @Test
    void aPutThatFailsHalfWayStoresNothing() {
        AtomicInteger calls = new AtomicInteger();
        Witness failing = (entry, receivedAt) -> {
            if (calls.incrementAndGet() == 2) {
                throw new IllegalStateException("the witness lost its key");
            }
            return WITNESS.attest(entry, receivedAt);
        };
        ArrivedEntry first = entries.docCreate("doc1");
        ArrivedEntry second = entries.docCreate("doc2");
        long head = store.head().maxReceiptOrder();

        if (!usesTheGivenWitness()) {
            store.put(TestEntries.verified(first, second), failing);
            assertThat(calls).hasValue(0);
            return;
        }
        assertThatThrownBy(() -> store.put(TestEntries.verified(first, second), failing))
                .hasMessageContaining("the witness lost its key");
        assertThat(store.head().maxReceiptOrder()).isEqualTo(head);
        assertThat(scanAll(10, ScanFilter.ALL)).isEmpty();
        assertThat(put(first, second)).noneMatch(PutOutcome::duplicate);
    }
}
