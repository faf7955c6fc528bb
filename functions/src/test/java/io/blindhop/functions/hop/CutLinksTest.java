package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.functions.replica.Replication;
import io.blindhop.functions.replica.SyncReport;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.protocol.store.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A chain of four nodes whose links fail and are mended at random while clients at every node push and pull, and hops that keep
 * everything exchange it. A push that failed is repeated at the same node; who cannot pull goes on later.
 */
class CutLinksTest {
    private static final int STEPS = 150;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(16);
    private static final List<FlakyTransport.State> STATES = List.of(FlakyTransport.State.values());

    static Stream<Arguments> chains() {
        List<HopMode> mixed = List.of(HopMode.CACHE, HopMode.PASSTHROUGH, HopMode.CACHE);
        List<HopMode> passthrough = List.of(HopMode.PASSTHROUGH, HopMode.PASSTHROUGH, HopMode.PASSTHROUGH);
        List<HopMode> merging = List.of(HopMode.MERGE, HopMode.PASSTHROUGH, HopMode.MERGE);
        return Stream.of(
                Arguments.of(mixed, 1), Arguments.of(mixed, 2), Arguments.of(passthrough, 3), Arguments.of(merging, 7));
    }

    static Stream<Arguments> chainsThatKeep() {
        HopMode keeps = HopMode.STORE_AND_FORWARD;
        List<HopMode> all = List.of(keeps, keeps, keeps);
        return Stream.of(
                Arguments.of(all, 4),
                Arguments.of(List.of(HopMode.CACHE, keeps, HopMode.PASSTHROUGH), 5),
                Arguments.of(List.of(keeps, HopMode.CACHE, keeps), 6));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("chains")
    void afterTheLinksAreMendedEverybodyHasEverythingOnce(List<HopMode> modes, long seed) {
        try (Life life = new Life(modes, new Random(seed))) {
            for (int step = 0; step < STEPS; step++) {
                life.step();
            }
            assertThat(life.failures()).as("the links have done harm").isGreaterThan(STEPS / 20);
            life.heal();

            assertThat(life.pushed()).hasSizeGreaterThan(STEPS / 5);
            assertThat(life.clients().getFirst().head().maxReceiptOrder())
                    .isEqualTo(life.pushed().size());
            for (Replica replica : life.replicas()) {
                assertThat(replica.payloads()).isEqualTo(life.pushed());
                assertThat(replica.shown()).doesNotHaveDuplicates();
            }
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("chainsThatKeep")
    void afterTheLinksAreMendedEveryStoreHasEverythingOnce(List<HopMode> modes, long seed) {
        try (Life life = new Life(modes, new Random(seed))) {
            for (int step = 0; step < STEPS; step++) {
                life.step();
                life.exchangeSomewhere();
            }
            assertThat(life.failures()).as("the links have done harm").isGreaterThan(STEPS / 20);
            life.heal();

            assertThat(life.pushed()).hasSizeGreaterThan(STEPS / 5);
            for (ContentAddressedStore client : life.clients()) {
                assertThat(client.head().maxReceiptOrder())
                        .isEqualTo(life.pushed().size());
            }
            for (Replica replica : life.replicas()) {
                assertThat(replica.payloads()).isEqualTo(life.pushed());
                assertThat(replica.shown()).doesNotHaveDuplicates();
            }
        }
    }

    /** The chain, what clients at each node have, and what they have not got rid of. */
    private static final class Life implements AutoCloseable {
        private final Chain chain = new Chain();
        private final List<FlakyTransport> links = new ArrayList<>();
        private final List<Replication> exchanges = new ArrayList<>();
        private final Random random;
        private final TestEntries entries;
        private final List<ContentAddressedStore> clients;
        private final List<Replica> replicas;
        private final Map<String, Bytes> pushed = new HashMap<>();
        private final List<List<ArrivedEntry>> pending = new ArrayList<>();
        private int failures;

        Life(List<HopMode> modes, Random random) {
            this.random = random;
            this.entries = Person.ALICE.entries(random.nextLong());
            for (HopMode mode : modes) {
                chain.add(mode, stores -> stores, link -> {
                    links.add(new FlakyTransport(link));
                    return links.getLast();
                });
            }
            for (int hop = 1; hop < chain.length(); hop++) {
                exchanges.add(exchange(hop));
            }
            this.clients = IntStream.range(0, chain.length())
                    .mapToObj(node -> chain.client(node, Person.ALICE, "notes"))
                    .toList();
            this.replicas = clients.stream().map(client -> new Replica()).toList();
            clients.forEach(client -> pending.add(new ArrayList<>()));
            for (ContentAddressedStore client : clients) {
                client.head();
            }
        }

        List<ContentAddressedStore> clients() {
            return clients;
        }

        List<Replica> replicas() {
            return replicas;
        }

        Map<String, Bytes> pushed() {
            return pushed;
        }

        int failures() {
            return failures;
        }

        void step() {
            int node = random.nextInt(chain.length());
            switch (random.nextInt(5)) {
                case 0 -> links.get(random.nextInt(links.size())).become(STATES.get(random.nextInt(STATES.size())));
                case 1 -> chain.node(node).advance(Duration.ofSeconds(random.nextInt(20)));
                case 2, 3 -> {
                    int count = 1 + random.nextInt(4);
                    for (int i = 0; i < count; i++) {
                        ArrivedEntry entry = entries.docCreate(entries.newDocId());
                        pushed.put(entry.id(), entry.payload());
                        pending.get(node).add(entry);
                    }
                    tolerating(() -> push(node));
                }
                default -> tolerating(() -> replicas.get(node).pull(clients.get(node)));
            }
        }

        /** Of a process that has just begun. */
        private Replication exchange(int hop) {
            NodeServices services = chain.node(hop).services();
            HopStores stores = (HopStores) services.stores();
            return new Replication(services, List.of(stores.peers(services.tenants())));
        }

        /** One of the hops exchanges what is due, or ends and begins anew. */
        void exchangeSomewhere() {
            int hop = random.nextInt(exchanges.size());
            if (random.nextInt(8) == 0) {
                exchanges.set(hop, exchange(hop + 1));
            }
            chain.node(hop + 1).advance(HopOptions.FORWARD_EVERY);
            if (exchanges.get(hop).run(TimeLeft.UNLIMITED).unreachable()) {
                failures++;
            }
        }

        /** Until nobody finds anything to do. */
        private void exchangeEverything() {
            boolean work = true;
            for (int round = 0; work; round++) {
                assertThat(round).as("rounds").isLessThan(3 * exchanges.size());
                work = false;
                for (int hop = 0; hop < exchanges.size(); hop++) {
                    chain.node(hop + 1).advance(LONGEST_WAIT);
                    SyncReport report = exchanges.get(hop).run(TimeLeft.UNLIMITED);
                    assertThat(report.problems()).isEmpty();
                    assertThat(report.refused()).isZero();
                    work |= report.foundWork();
                }
            }
        }

        private void push(int node) {
            List<ArrivedEntry> open = pending.get(node);
            clients.get(node).put(RecordedNotes.verified(open.toArray(ArrivedEntry[]::new)), Witness.NONE);
            open.clear();
        }

        private void tolerating(Runnable work) {
            try {
                work.run();
            } catch (StoreUnavailableException | CorruptStoreException | RemoteRefusedException e) {
                failures++;
            }
        }

        void heal() {
            links.forEach(link -> link.become(FlakyTransport.State.WHOLE));
            for (int node = 0; node < chain.length(); node++) {
                push(node);
            }
            exchangeEverything();
            for (int node = 0; node < chain.length(); node++) {
                replicas.get(node).pull(clients.get(node));
            }
        }

        @Override
        public void close() {
            chain.close();
        }
    }
}
