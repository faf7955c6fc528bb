package io.blindhop.store.dynamo.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.CompactionStatus;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.store.dynamo.codec.BlockCodec;
import io.blindhop.store.dynamo.codec.EntryRecord;
import io.blindhop.store.dynamo.codec.StoredPayload;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.s3.blob.BlobStore.Blob;
import io.blindhop.store.s3.blob.InMemoryBlobStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A document is purged: nothing of it stays, nothing else goes, whoever dies or stands still meanwhile. */
class PurgeTest {
    private static final String SECRET = "secret_document";

    private final TestEntries entries = new TestEntries(7);
    private final Bytes shared = entries.bytes(100_000);
    private final List<VerifiedEntry> others = new ArrayList<>();
    private final List<VerifiedEntry> secret = new ArrayList<>();
    private Lab lab;

    @BeforeEach
    void fillAStore() {
        lab = newLab();
        others.clear();
        secret.clear();
        for (int batch = 0; batch < 3; batch++) {
            List<VerifiedEntry> together = new ArrayList<>();
            together.add(verified("other_" + batch, entries.bytes(600)));
            VerifiedEntry hidden = verified(SECRET, entries.bytes(600));
            together.add(hidden);
            secret.add(hidden);
            VerifiedEntry last = verified("other_again_" + batch, entries.bytes(700));
            together.add(last);
            others.add(together.getFirst());
            others.add(last);
            lab.put(together);
        }
        VerifiedEntry large = verified(SECRET, shared);
        VerifiedEntry sameBytes = verified("other_large", shared);
        VerifiedEntry alone = verified(SECRET, entries.bytes(90_000));
        lab.put(List.of(large, alone));
        lab.put(List.of(sameBytes));
        secret.addAll(List.of(large, alone));
        others.add(sameBytes);
    }

    Lab newLab() {
        return Batches.lab().withoutInline();
    }

    /** How many objects are deleted or overwritten: in three packs a part, and the one of the large payload. */
    int touchedObjects() {
        return 4;
    }

    private VerifiedEntry verified(String docId, Bytes payload) {
        String id = docId + "_d_0_" + entries.bytes(32).toHex();
        return TestEntries.verified(entries.entry("doc_change", id, docId, payload));
    }

    private void request() {
        new PurgeJobs(lab.table()).request(Lab.STORE.incarnation(), Lab.STORE.dbId(), SECRET);
    }

    private void maintainFor(int hours) {
        for (int hour = 0; hour < hours; hour++) {
            lab.maintenance(Trap.counting()).run();
            lab.advance(Duration.ofMinutes(61));
        }
    }

    private ContentAddressedStore guarded(Trap trap) {
        LogContext process = lab.process(trap, lab.clock);
        return new LogStore(
                process, Lab.STORE, new Denylist(process.table(), Lab.STORE.incarnation(), Lab.STORE.dbId()));
    }

    private void expectGone() {
        Expect.holdsExactly(lab.store(), others);
        assertThat(lab.store().document(SECRET)).isEmpty();
        assertThat(lab.store().metadata(secret.stream().map(VerifiedEntry::id).toList()))
                .isEmpty();
    }

    @Test
    void whereverAPurgeStandsStillWhileOthersFindNothingToDeleteItsObjectsAreDeleted() {
        Trap frozen;
        int call = 0;
        do {
            fillAStore();
            request();
            frozen = Trap.frozen(Map.of(
                    call++, () -> new ObjectSweep(lab.process(Trap.counting(), lab.clock), Lab.STORE).run()));
            lab.maintenance(frozen).run();
            lab.advance(Duration.ofMinutes(61));
            maintainFor(4);
            expectGone();
            Expect.leavesNoLitter(lab);
        } while (call < frozen.calls());
    }

    /** To delete what is not there costs a write unit. */
    @Test
    void whereEntriesNeverHadRowsNoneIsDeleted() {
        List<Key> deleted = new ArrayList<>();
        InMemoryTable table = new InMemoryTable();
        Table recording = (Table) Proxy.newProxyInstance(
                Table.class.getClassLoader(), new Class<?>[] {Table.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("deleteAll")) {
                        ((Collection<?>) arguments[0]).forEach(key -> deleted.add((Key) key));
                    }
                    try {
                        return method.invoke(table, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        lab = new Lab(recording, new InMemoryBlobStore(), lab.clock);
        lab.put(secret.subList(0, 3));
        deleted.clear();
        request();

        maintainFor(4);

        assertThat(lab.store().document(SECRET)).isEmpty();
        assertThat(deleted)
                .isNotEmpty()
                .allMatch(key -> !key.pk().startsWith("I#") || key.sk().startsWith("p"));
    }

    private boolean isStored(Bytes payload) {
        for (Item row : lab.table().query(Query.prefix(Commit.partition(Lab.STORE), "C#", 1000, Consistency.STRONG))) {
            Optional<Bytes> block = Commit.fromItem(row).blocks().inline();
            if (block.isPresent() && payloadsIn(block.get()).contains(payload)) {
                return true;
            }
        }
        for (Blob blob : lab.blobs().list("", "")) {
            Bytes bytes = lab.blobs().get(blob.name(), 0, (int) blob.size()).orElseThrow();
            if (bytes.toHex().contains(payload.toHex())) {
                return true;
            }
        }
        return false;
    }

    private static List<Bytes> payloadsIn(Bytes block) {
        List<Bytes> payloads = new ArrayList<>();
        for (Optional<EntryRecord> position : BlockCodec.decode(block)) {
            if (position.isPresent() && position.get().payload() instanceof StoredPayload.Inline(Bytes bytes)) {
                payloads.add(bytes);
            }
        }
        return payloads;
    }

    @Test
    void nothingOfThePurgedDocumentStaysAndNothingElseGoes() {
        StoreHead before = lab.store().head();
        request();
        maintainFor(1);
        expectGone();
        maintainFor(4);
        expectGone();
        Expect.leavesNoLitter(lab);
        for (VerifiedEntry entry : secret) {
            boolean needed = entry.payload().equals(shared);
            assertThat(isStored(entry.payload())).isEqualTo(needed);
        }
        CompactionStatus status = lab.store().compactionStatus();
        assertThat(status.totalCompactedFiles()).isEqualTo(touchedObjects());
        assertThat(status.totalCompactedBytes()).isEqualTo(90_000 + (touchedObjects() - 1) * 600L);
        assertThat(status.lastCompactionAt()).isPresent();
        assertThat(lab.store().head().epoch()).isEqualTo(before.epoch());
        assertThat(lab.store().head().maxReceiptOrder()).isGreaterThan(before.maxReceiptOrder());
        assertThat(lab.maintenance(Trap.counting()).run()).isEqualTo(new Maintenance.Report(0, 0, 0, 0));
    }

    @Test
    void bytesThatTwoDocumentsShareGoWithTheSecondOfThem() {
        request();
        maintainFor(4);
        new PurgeJobs(lab.table()).request(Lab.STORE.incarnation(), Lab.STORE.dbId(), "other_large");
        maintainFor(4);
        assertThat(isStored(shared)).isFalse();
        others.removeLast();
        expectGone();
        Expect.leavesNoLitter(lab);
    }

    /** Between the look at the references and the deletion nobody may begin to refer to what is deleted. */
    @Test
    void whatIsCondemnedIsNotSharedAnyMore() {
        for (int call = 0; call < 200; call++) {
            fillAStore();
            new PurgeJobs(lab.table()).request(Lab.STORE.incarnation(), Lab.STORE.dbId(), "other_large");
            request();
            maintainFor(1);
            VerifiedEntry again = verified("yet_another", shared);
            Trap sweep = Trap.frozen(Map.of(call, () -> lab.put(List.of(again))));
            lab.maintenance(sweep).run();
            boolean interrupted = call < sweep.calls();
            maintainFor(4);
            if (!interrupted) {
                assertThat(call).isGreaterThan(20);
                return;
            }
            assertThat(Lab.payloads(lab.store(), List.of(again.id()))).containsValue(shared);
        }
    }

    @Test
    void aPurgedDocumentCannotBePushedAgain() {
        request();
        assertThatThrownBy(() -> guarded(Trap.counting()).put(secret, Witness.NONE))
                .isInstanceOf(PurgedDocumentException.class);
        VerifiedEntry harmless = verified("harmless", entries.bytes(10));
        assertThat(guarded(Trap.counting()).put(List.of(harmless), Witness.NONE))
                .hasSize(1);
    }

    @Test
    void maintenanceMayDieAtAnyCallOfAPurge() {
        for (int call = 0; call < 400; call += 3) {
            fillAStore();
            request();
            int at = call;
            boolean died = false;
            for (int run = 0; run < 3; run++) {
                Trap deadly = Trap.deadly(at, run % 2 == 0);
                died |= catchThrowable(() -> lab.maintenance(deadly).run()) != null;
                Expect.holdsExactly(lab.store(), visible());
                lab.advance(Duration.ofMinutes(61));
            }
            maintainFor(5);
            expectGone();
            Expect.leavesNoLitter(lab);
            if (!died) {
                assertThat(call).isGreaterThan(20);
                return;
            }
        }
    }

    /** What a reader sees in the middle of a purge: the others, and what is not yet gone of the document. */
    private List<VerifiedEntry> visible() {
        List<String> ids =
                Lab.all(lab.store(), 1000).stream().map(StoredEntry::id).toList();
        List<VerifiedEntry> visible = new ArrayList<>(others);
        secret.stream().filter(entry -> ids.contains(entry.id())).forEach(visible::add);
        return visible;
    }

    @Test
    void aWriterThatStandsStillWhileAPurgeRunsIsRefusedOrPurged() {
        VerifiedEntry late = verified(SECRET, entries.bytes(500));
        Trap counting = Trap.counting();
        guarded(counting).put(List.of(late), Witness.NONE);
        for (int call = 0; call < counting.calls(); call++) {
            fillAStore();
            Trap frozen = Trap.frozen(Map.of(call, () -> {
                request();
                lab.maintenance(Trap.counting()).run();
            }));
            Throwable refused = catchThrowable(() -> guarded(frozen).put(List.of(late), Witness.NONE));
            assertThat(refused == null || refused instanceof PurgedDocumentException)
                    .isTrue();
            assertThat(Lab.all(lab.store(), 1000))
                    .as("nothing of the document lies behind the purge's control commit")
                    .extracting(StoredEntry::id)
                    .doesNotContain(late.id());
            lab.advance(Duration.ofMinutes(61));
            maintainFor(4);
            expectGone();
            Expect.leavesNoLitter(lab);
        }
    }

    /** As after a restore to a time before the purge. */
    @Test
    void anEntryWhosePayloadIsGoneIsLeftOutIfItsPurgeIsKnownAndOnlyThen() {
        VerifiedEntry alone = secret.getLast();
        lab.blobs()
                .delete(lab.blobs().list("", "").stream()
                        .map(Blob::name)
                        .filter(name -> name.endsWith(alone.metadata().contentHash()))
                        .toList());
        VerifiedEntry other = others.getFirst();
        List<String> ids = List.of(alone.id(), other.id());
        assertThatThrownBy(() -> Lab.payloads(reader(true), ids)).isInstanceOf(CorruptStoreException.class);
        assertThatThrownBy(() -> Lab.payloads(reader(false), ids)).isInstanceOf(StoreUnavailableException.class);
        request();
        assertThat(Lab.payloads(reader(false), ids)).isEqualTo(Map.of(other.id(), other.payload()));
        assertThat(Lab.payloads(reader(true), ids)).isEqualTo(Map.of(other.id(), other.payload()));
    }

    private ContentAddressedStore reader(boolean allPurgesAreKnown) {
        return new LogStore(
                lab.process(Trap.counting(), lab.clock),
                Lab.STORE,
                new Denylist(lab.table(), Lab.STORE.incarnation(), Lab.STORE.dbId(), allPurgesAreKnown));
    }

    @Test
    void aReaderWhoseObjectIsOverwrittenOrPurgedMeanwhileReadsOn() {
        request();
        List<String> ids =
                new ArrayList<>(others.stream().map(VerifiedEntry::id).toList());
        ids.addAll(secret.stream().map(VerifiedEntry::id).toList());
        Trap reader = Trap.frozen(Map.of(0, () -> maintainFor(5)));
        Map<String, Bytes> payloads = Lab.payloads(guarded(reader), ids);
        others.forEach(entry -> assertThat(payloads).containsEntry(entry.id(), entry.payload()));
        assertThat(payloads).hasSameSizeAs(others);
        assertThat(Optional.ofNullable(payloads.get(secret.getFirst().id()))).isEmpty();
    }
}
