package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.blindhop.functions.fixture.Person;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.ForwardingStore;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreHead;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a hop in the middle tells of the entries of a database, to a client and to an honest cache in front of it. The rows of
 * the table of attacks in {@code docs/hops.md} name these tests.
 */
class MaliciousHopTest {
    private static final int EVIL = 1;
    private static final int CACHE = 2;

    private final MaliciousLab lab = new MaliciousLab(HopMode.CACHE);
    private Map<String, Bytes> truth = Map.of();

    @BeforeEach
    void aliceHasPushedWhatWasRecorded() {
        RecordedNotes.push(lab.at(0));
        truth = pulledAt(0);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private ContentAddressedStore bob(int node) {
        return lab.chain().client(node, Person.BOB, "notes");
    }

    private Map<String, Bytes> pulledAt(int node) {
        return new Replica().pull(bob(node)).payloads();
    }

    private void lie(UnaryOperator<ContentAddressedStore> lie) {
        lab.lieAbout("notes", lie);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotAsItsAuthorSignedItIsHandedToNobodyAndKeptByNoCache(EntryLie what) {
        lie(what::about);
        for (int node : List.of(EVIL, CACHE)) {
            Replica replica = new Replica();
            Throwable refused = catchThrowable(() -> replica.pull(bob(node)));

            assertThat(replica.payloads()).as("node " + node).isEmpty();
            if (what == EntryLie.ID) {
                // The false id is known to nobody who is asked for it.
                assertThat(refused).isNull();
            } else {
                assertThat(refused).isInstanceOfAny(CorruptStoreException.class, StoreUnavailableException.class);
            }
        }

        List<String> ids = List.copyOf(truth.keySet());
        lab.tellTheTruth();
        lab.chain().link(CACHE).cut();
        assertThatThrownBy(() -> bob(CACHE).read(ids, (entry, payload) -> {}))
                .as("nothing was kept")
                .isInstanceOf(StoreUnavailableException.class);
        lab.chain().link(CACHE).mend();
        assertThat(bob(CACHE).metadata(ids)).isEqualTo(bob(0).metadata(ids));
    }

    @Test
    void payloadsAndEntriesThatAreSwappedAreNoticed() {
        List<String> ids = List.copyOf(truth.keySet());
        Bytes other = truth.get(ids.getLast());
        lie(store -> new LyingStore(store) {
            @Override
            Optional<StoredEntry> told(StoredEntry entry) {
                return Optional.of(entry);
            }

            @Override
            Bytes payload(StoredEntry entry, Bytes payload) {
                return other;
            }
        });
        assertThatThrownBy(() -> bob(EVIL).read(ids, (entry, payload) -> {})).isInstanceOf(CorruptStoreException.class);
        assertThatThrownBy(() -> bob(CACHE).read(ids, (entry, payload) -> {}))
                .isInstanceOf(StoreUnavailableException.class);

        StoredEntry last = bob(0).metadata(List.of(ids.getLast())).get(ids.getLast());
        lie(store -> new LyingStore(store) {
            @Override
            Optional<StoredEntry> told(StoredEntry entry) {
                return Optional.of(last);
            }

            @Override
            Bytes payload(StoredEntry entry, Bytes payload) {
                return other;
            }
        });
        for (int node : List.of(EVIL, CACHE)) {
            assertThatThrownBy(() -> bob(node).read(ids.subList(0, 2), (entry, payload) -> {}))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void whatIsWithheldIsMissingThereOnlyAndEveryOtherWayShowsIt() {
        String withheld = List.copyOf(truth.keySet()).get(3);
        lie(store -> new LyingStore(store) {
            @Override
            Optional<StoredEntry> told(StoredEntry entry) {
                return Optional.of(entry).filter(told -> !told.id().equals(withheld));
            }
        });

        Map<String, Bytes> seen = pulledAt(EVIL);

        assertThat(seen).doesNotContainKey(withheld).hasSize(truth.size() - 1);
        assertThat(truth).containsAllEntriesOf(seen);
        assertThat(bob(EVIL).head().maxReceiptOrder()).as("a gap in the orders").isEqualTo(truth.size());
        assertThat(bob(0).present(List.of(withheld))).containsExactly(withheld);
        lab.tellTheTruth();
        assertThat(pulledAt(EVIL)).isEqualTo(truth);
    }

    @Test
    void aHopThatGoesBackInTimeHidesWhatIsNewAndChangesNothingThatIsKnown() {
        Replica direct = new Replica();
        Replica behind = new Replica();
        lie(store -> new Earlier(store, 4));
        assertThat(direct.pull(bob(EVIL)).payloads()).hasSize(4);
        assertThat(behind.pull(bob(CACHE)).payloads()).hasSize(4);
        lab.tellTheTruth();
        direct.pull(bob(EVIL));
        behind.pull(bob(CACHE));

        lie(store -> new Earlier(store, 4));
        direct.pull(bob(EVIL));
        behind.pull(bob(CACHE));

        assertThat(direct.payloads()).isEqualTo(truth);
        assertThat(behind.payloads()).isEqualTo(truth);
        assertThat(direct.shown()).doesNotHaveDuplicates();
        assertThat(behind.shown()).doesNotHaveDuplicates();
        lab.tellTheTruth();
        assertThat(pulledAt(CACHE)).isEqualTo(truth);
    }

    /** A store as it was when it had so many entries. */
    private static final class Earlier extends ForwardingStore {
        private final ContentAddressedStore store;
        private final long last;

        Earlier(ContentAddressedStore store, long last) {
            super(store);
            this.store = store;
            this.last = last;
        }

        @Override
        public StoreHead head() {
            return new StoreHead(store.head().epoch(), last);
        }

        @Override
        public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
            ScanPage page = store.scan(after, limit, filter);
            List<StoredEntry> then = page.entries().stream()
                    .filter(entry -> entry.receiptOrder() <= last)
                    .toList();
            return new ScanPage(
                    then,
                    then.isEmpty()
                            ? after
                            : Optional.of(new Cursor(then.getLast().receiptOrder(), "~")),
                    false);
        }
    }

    @Test
    void aPageFromBeforeTheCursorIsRefused() {
        ScanPage first = bob(0).scan(Optional.empty(), 2, ScanFilter.ALL);
        lie(store -> new ForwardingStore(store) {
            @Override
            public ScanPage scan(Optional<Cursor> after, int limit, ScanFilter filter) {
                return first;
            }
        });
        for (int node : List.of(EVIL, CACHE)) {
            assertThatThrownBy(() -> bob(node).scan(first.next(), 2, ScanFilter.ALL))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void aHeadThatIsNotSoCostsRequestsAndNothingElse() {
        List<LongUnaryOperator> lies = List.of(order -> 0, order -> order - 3, order -> order + 1_000_000);
        for (LongUnaryOperator order : lies) {
            for (String epoch : List.of("", "of the hop")) {
                lie(store -> new ForwardingStore(store) {
                    @Override
                    public StoreHead head() {
                        StoreHead head = store.head();
                        return new StoreHead(
                                epoch.isEmpty() ? head.epoch() : epoch, order.applyAsLong(head.maxReceiptOrder()));
                    }
                });
                assertThat(pulledAt(EVIL)).isEqualTo(truth);
                assertThat(pulledAt(CACHE)).isEqualTo(truth);
                lab.tellTheTruth();
                assertThat(bob(CACHE).head()).isEqualTo(bob(0).head());
                assertThat(pulledAt(CACHE)).isEqualTo(truth);
            }
        }
    }

    @Test
    void aBloomFilterWithoutBitsHasEverythingPushedAgainWhichDoublesNothing() {
        lie(store -> bloom(store, Bytes.wrap(new byte[8])));
        assertThat(bob(CACHE).bloom().bitset()).isEqualTo(Bytes.wrap(new byte[8]));
        StoreHead before = bob(0).head();

        List<PutOutcome> again =
                lab.chain().client(CACHE, Person.ALICE, "notes").put(RecordedNotes.verified(), Witness.NONE);

        assertThat(again).allMatch(PutOutcome::duplicate).hasSize(truth.size());
        assertThat(bob(0).head()).isEqualTo(before);
    }

    @Test
    void aBloomFilterOfOnesMakesNobodyBelieveThatSomethingIsThere() {
        lie(store -> bloom(store, Bytes.fromHex("ffffffffffffffff")));

        // "Perhaps" is asked for by name, and that answer would have to be a lie of its own.
        assertThat(bob(CACHE).present(List.of("never_pushed"))).isEmpty();
        assertThat(bob(EVIL).present(List.of("never_pushed"))).isEmpty();
    }

    private static ContentAddressedStore bloom(ContentAddressedStore store, Bytes bits) {
        return new ForwardingStore(store) {
            @Override
            public BloomSummary bloom() {
                return new BloomSummary(store.bloom().totalIds(), 64, 1, bits);
            }
        };
    }

    @Test
    void aPushThatIsAnsweredWithTheReceiptOfAnotherEntryHasFailed() {
        StoredEntry old = bob(0).metadata(truth.keySet()).values().iterator().next();
        lie(store -> new ForwardingStore(store) {
            @Override
            public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
                return List.of(new PutOutcome(old, false));
            }
        });
        ArrivedEntry note = Person.ALICE.entries(3).docCreate("new_note");
        for (int node : List.of(EVIL, CACHE)) {
            assertThatThrownBy(() -> lab.chain()
                            .client(node, Person.ALICE, "notes")
                            .put(RecordedNotes.verified(note), Witness.NONE))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void aReceiptThatTheHopMadeOrMovedIsNotTheOrigins() {
        StoredEntry first =
                bob(0).metadata(truth.keySet()).get(truth.keySet().iterator().next());
        assertThat(Receipts.isOf(Person.SERVER, first)).isTrue();
        lie(store -> new LyingStore(store) {
            @Override
            Optional<StoredEntry> told(StoredEntry entry) {
                return Optional.of(new StoredEntry(entry.metadata(), entry.receiptOrder(), first.receipt()));
            }
        });
        for (int node : List.of(EVIL, CACHE)) {
            assertThat(bob(node).scan(Optional.empty(), 100, ScanFilter.ALL).entries())
                    .hasSize(truth.size())
                    .allMatch(entry ->
                            Receipts.isOf(Person.SERVER, entry) == entry.id().equals(first.id()));
        }

        ArrivedEntry note = Person.ALICE.entries(3).docCreate("new_note");
        lie(store -> new ForwardingStore(store) {
            @Override
            public List<PutOutcome> put(List<VerifiedEntry> entries, Witness witness) {
                return entries.stream()
                        .map(entry -> new PutOutcome(Receipts.by(Person.MALLORY, entry.metadata(), 99), false))
                        .toList();
            }
        });
        for (int node : List.of(EVIL, CACHE)) {
            var swallowed =
                    lab.chain().client(node, Person.ALICE, "notes").put(RecordedNotes.verified(note), Witness.NONE);
            assertThat(swallowed).noneMatch(outcome -> Receipts.isOf(Person.SERVER, outcome.stored()));
        }
        assertThat(bob(0).present(List.of(note.id()))).isEmpty();
        lab.tellTheTruth();
        var again = lab.chain().client(EVIL, Person.ALICE, "notes").put(RecordedNotes.verified(note), Witness.NONE);
        assertThat(again).allMatch(outcome -> !outcome.duplicate() && Receipts.isOf(Person.SERVER, outcome.stored()));
    }
}
