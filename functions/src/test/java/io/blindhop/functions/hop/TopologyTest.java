package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.NodeTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The topologies, each with the entries that the reference client made; two peers meet in the tests of {@code signaling/web}. */
class TopologyTest {
    private static final List<HopMode> HOPS = List.of(HopMode.PASSTHROUGH, HopMode.CACHE, HopMode.PASSTHROUGH);

    private static Map<String, Bytes> recorded(List<ArrivedEntry> entries) {
        Map<String, Bytes> payloads = new HashMap<>();
        entries.forEach(entry -> payloads.put(entry.id(), entry.payload()));
        return payloads;
    }

    private static Map<String, Bytes> pulled(ContentAddressedStore store) {
        return new Replica().pull(store).payloads();
    }

    private static ContentAddressedStore attachments(Chain chain, int node, Person person) {
        return chain.client(new NodeTransport(chain.node(node)), person.identity(), "notes", StoreKind.ATTACHMENTS);
    }

    /** Alice pushes everything at one node, Bob pulls it at another. */
    private static void fromAliceToBob(Chain chain, int alice, int bob) {
        chain.client(alice, Person.ALICE, "notes").put(RecordedNotes.verified(), Witness.NONE);
        attachments(chain, alice, Person.ALICE)
                .put(RecordedNotes.verified(RecordedNotes.attachments().toArray(ArrivedEntry[]::new)), Witness.NONE);

        assertThat(pulled(chain.client(bob, Person.BOB, "notes"))).isEqualTo(recorded(RecordedNotes.entries()));
        assertThat(pulled(attachments(chain, bob, Person.BOB))).isEqualTo(recorded(RecordedNotes.attachments()));
    }

    @Test
    void twoClientsMeetAtAServer() {
        try (Chain chain = new Chain()) {
            fromAliceToBob(chain, 0, 0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PASSTHROUGH", "CACHE", "MERGE"})
    void aRelayCarriesWhatItCannotReadBothWays(HopMode mode) {
        try (Chain chain = Chain.of(List.of(mode))) {
            fromAliceToBob(chain, 1, 0);
        }
        try (Chain chain = Chain.of(List.of(mode))) {
            fromAliceToBob(chain, 0, 1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PASSTHROUGH", "CACHE"})
    void aNodeInFrontOfAnotherStoreAnswersAsThatStoreDoes(HopMode mode) {
        try (Chain chain = Chain.of(List.of(mode))) {
            fromAliceToBob(chain, 1, 1);
            var here = chain.client(1, Person.BOB, "notes");
            var there = chain.client(0, Person.BOB, "notes");

            assertThat(here.head()).isEqualTo(there.head());
            assertThat(here.bloom()).isEqualTo(there.bloom());
            assertThat(here.scan(Optional.empty(), 3, ScanFilter.ALL))
                    .isEqualTo(there.scan(Optional.empty(), 3, ScanFilter.ALL));
            assertThat(here.document("doc_0000")).isEqualTo(there.document("doc_0000"));
        }
    }

    @Test
    void entriesTraverseThreeHopsAndAreTheSameAtEachWithTheReceiptsOfTheOrigin() {
        try (Chain chain = Chain.of(HOPS)) {
            fromAliceToBob(chain, 3, 3);
            var pages = Stream.of(0, 1, 2, 3)
                    .map(node -> chain.client(node, Person.BOB, "notes"))
                    .map(store -> store.scan(Optional.empty(), 100, ScanFilter.ALL))
                    .distinct()
                    .toList();

            assertThat(pages).hasSize(1);
            assertThat(pages.getFirst().entries()).allMatch(entry -> Receipts.isOf(Person.SERVER, entry));
            for (int node = 0; node < chain.length(); node++) {
                assertThat(pulled(chain.client(node, Person.BOB, "notes")))
                        .isEqualTo(recorded(RecordedNotes.entries()));
            }
        }
    }

    @Test
    void nodesOfAMeshThatExchangeWithTheirNeighboursConverge() {
        List<Chain> mesh = List.of(new Chain(), new Chain(), new Chain(), new Chain());
        try {
            List<ArrivedEntry> notes = RecordedNotes.entries();
            List<ContentAddressedStore> stores = new ArrayList<>();
            for (Chain node : mesh) {
                stores.add(node.client(0, Person.ALICE, "notes"));
            }
            for (int i = 0; i < notes.size(); i++) {
                stores.get(i % stores.size()).put(RecordedNotes.verified(notes.get(i)), Witness.NONE);
            }

            // A ring: what one has reaches the one opposite by way of either neighbour.
            for (int round = 0; round < 2; round++) {
                for (int node = 0; node < stores.size(); node++) {
                    carry(stores.get(node), stores.get((node + 1) % stores.size()));
                    carry(stores.get((node + 1) % stores.size()), stores.get(node));
                }
            }

            for (ContentAddressedStore store : stores) {
                Replica replica = new Replica().pull(store);
                assertThat(replica.payloads()).isEqualTo(recorded(notes));
                assertThat(replica.shown()).doesNotHaveDuplicates();
            }
        } finally {
            mesh.forEach(Chain::close);
        }
    }

    private static void carry(ContentAddressedStore from, ContentAddressedStore to) {
        Map<String, Bytes> there = pulled(from);
        ArrivedEntry[] carried = RecordedNotes.entries().stream()
                .filter(entry -> there.containsKey(entry.id()))
                .toArray(ArrivedEntry[]::new);
        to.put(RecordedNotes.verified(carried), Witness.NONE);
    }
}
