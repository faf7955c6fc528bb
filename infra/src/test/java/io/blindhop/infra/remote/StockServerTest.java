package io.blindhop.infra.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.fixture.HttpTransport;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.TenantId;
import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.client.CallContext;
import io.blindhop.protocol.client.PartlyRefusedException;
import io.blindhop.protocol.client.RemoteQueries;
import io.blindhop.protocol.client.RemoteTenant;
import io.blindhop.protocol.client.RetryPolicy;
import io.blindhop.protocol.crypto.Identity;
import io.blindhop.protocol.crypto.VerifyingKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.entry.WitnessReceipt;
import io.blindhop.protocol.network.HttpOptions;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.signature.WitnessSigningBytes;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.ScanPage;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.verify.VerifiedEntry;
import io.blindhop.protocol.wire.SyncRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads from and writes to a MindooDB server 0.0.53 as it is shipped, whose URL is {@code blindhop.stock.url}. It has to let
 * {@link Person#SYSADMIN} do everything. Each run registers a tenant of its own.
 */
@Tag("stock")
class StockServerTest {
    private static final String TENANT = "stock" + UUID.randomUUID().toString().substring(0, 8);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Identity SERVER = new Identity(
            "hop-of-" + TENANT,
            Person.MALLORY.identity().signing(),
            Person.MALLORY.identity().encryption());

    private static URI base;
    private static HttpTransport http;
    private static TestTenant tenant;

    private final TestEntries alice = Person.ALICE.entries(RANDOM.nextLong());

    @BeforeAll
    static void register() {
        base = URI.create(System.getProperty("blindhop.stock.url"));
        http = new HttpTransport(base);
        tenant = TestTenant.register(http, TENANT).grant(Person.BOB);
        tenant.operator(
                "POST",
                "/system/trusted-servers",
                WireEntries.object()
                        .put("name", SERVER.username())
                        .put("signingPublicKey", SERVER.signing().publicPem())
                        .put("encryptionPublicKey", SERVER.encryption().publicPem()));
    }

    @AfterAll
    static void close() {
        http.close();
    }

    static List<Set<String>> abilitiesToDoWithout() {
        return List.of(
                Set.of(), Set.of("supportsBinaryEntries"), Set.of("supportsBinaryEntries", "supportsSessionKeyWrap"));
    }

    private static RemoteTenant as(Identity identity, Set<String> without) {
        OlderServer transport =
                new OlderServer(new io.blindhop.protocol.network.HttpTransport(HttpOptions.of(base)), without);
        return new RemoteTenant(
                transport, new TenantId(TENANT), identity, Clock.systemUTC(), RANDOM, RetryPolicy.standard(RANDOM));
    }

    private static ContentAddressedStore store(RemoteTenant as, DatabaseId dbId, StoreKind kind) {
        return as.store(dbId, kind, CallContext.UNLIMITED);
    }

    private static DatabaseId newDatabase() {
        return new DatabaseId("db-" + UUID.randomUUID());
    }

    private static Map<String, Bytes> payloads(ContentAddressedStore store, List<String> ids) throws Exception {
        Map<String, Bytes> read = new LinkedHashMap<>();
        store.read(ids, (entry, payload) -> read.put(entry.id(), payload));
        return read;
    }

    private static List<StoredEntry> scan(ContentAddressedStore store, int limit) {
        List<StoredEntry> all = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        ScanPage page;
        do {
            page = store.scan(after, limit, ScanFilter.ALL);
            all.addAll(page.entries());
            after = page.next();
        } while (page.hasMore());
        return all;
    }

    @ParameterizedTest
    @MethodSource("abilitiesToDoWithout")
    void whatAUserPushedIsReadByAUserAndByATrustedServer(Set<String> without) throws Exception {
        DatabaseId dbId = newDatabase();
        ContentAddressedStore mine = store(as(Person.ALICE.identity(), without), dbId, StoreKind.DOCS);
        ArrivedEntry create = alice.docCreate("d1");
        ArrivedEntry change = alice.docChange("d1", List.of(create.id()));
        ArrivedEntry snapshot = alice.snapshot("d1", List.of(change.id()), 500);
        List<VerifiedEntry> pushed = TestEntries.verified(create, change, snapshot);
        assertThat(mine.head().maxReceiptOrder()).isZero();

        List<PutOutcome> outcomes = mine.put(pushed, Witness.NONE);

        assertThat(outcomes).extracting(PutOutcome::duplicate).containsOnly(false);
        assertThat(outcomes)
                .extracting(outcome -> outcome.stored().receiptOrder())
                .containsExactly(1L, 2L, 3L);
        assertThat(outcomes)
                .extracting(outcome -> outcome.stored().metadata())
                .containsExactly(create.metadata(), change.metadata(), snapshot.metadata());
        WitnessReceipt receipt = outcomes.getFirst().stored().receipt().orElseThrow();
        assertThat(VerifyingKey.fromPem(receipt.receivedByPublicKey())
                        .verify(
                                WitnessSigningBytes.of(
                                        create.metadata(),
                                        dbId.value(),
                                        receipt.receivedAt(),
                                        receipt.receivedByPublicKey()),
                                receipt.signature()))
                .isTrue();
        List<StoredEntry> stored = outcomes.stream().map(PutOutcome::stored).toList();
        for (Identity reader : List.of(Person.BOB.identity(), SERVER)) {
            ContentAddressedStore theirs = store(as(reader, without), dbId, StoreKind.DOCS);
            assertThat(theirs.head()).isEqualTo(mine.head());
            assertThat(scan(theirs, 2)).isEqualTo(stored);
            assertThat(theirs.document("d1")).isEqualTo(stored);
            assertThat(theirs.metadata(List.of(create.id()))).containsOnlyKeys(create.id());
            assertThat(theirs.metadata(List.of(create.id(), "unknown", change.id())))
                    .containsOnlyKeys(create.id(), change.id())
                    .containsValue(stored.get(1));
            assertThat(theirs.present(List.of("unknown", snapshot.id()))).containsExactly(snapshot.id());
            assertThat(BloomFilter.fromSummary(theirs.bloom()).mightContain(change.id()))
                    .isTrue();
            assertThat(payloads(theirs, List.of(snapshot.id(), "unknown", create.id())))
                    .containsExactly(
                            Map.entry(snapshot.id(), snapshot.payload()), Map.entry(create.id(), create.payload()));
            theirs.compactionStatus();
        }
    }

    @ParameterizedTest
    @MethodSource("abilitiesToDoWithout")
    void aTrustedServerPassesOnWhatOthersWroteAndIsToldWhatWasThere(Set<String> without) {
        ContentAddressedStore hop = store(as(SERVER, without), newDatabase(), StoreKind.DOCS);
        List<VerifiedEntry> first = alice.verifiedCreates(3);
        List<VerifiedEntry> second = new ArrayList<>(alice.verifiedCreates(2));
        List<PutOutcome> before = hop.put(first, Witness.NONE);
        second.addAll(first);
        second.add(second.getFirst());

        List<PutOutcome> outcomes = hop.put(second, Witness.NONE);

        assertThat(outcomes).extracting(PutOutcome::duplicate).containsExactly(false, false, true, true, true, true);
        assertThat(outcomes)
                .extracting(outcome -> outcome.stored().receiptOrder())
                .containsExactly(4L, 5L, 1L, 2L, 3L, 4L);
        assertThat(outcomes.subList(2, 5))
                .extracting(PutOutcome::stored)
                .isEqualTo(before.stream().map(PutOutcome::stored).toList());
    }

    @Test
    void aPushOfMoreThanABodyHoldsIsCutAndReadBackWhole() throws Exception {
        DatabaseId dbId = newDatabase();
        RemoteTenant as = as(Person.ALICE.identity(), Set.of());
        ContentAddressedStore chunks = store(as, dbId, StoreKind.ATTACHMENTS);
        List<ArrivedEntry> file = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Optional<String> previous = file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(file.getLast().id());
            file.add(alice.attachmentChunk("d1", previous, 256 * 1024));
        }
        List<PutOutcome> outcomes =
                chunks.put(file.stream().map(TestEntries::verified).toList(), Witness.NONE);

        assertThat(outcomes).hasSize(40).noneMatch(PutOutcome::duplicate);
        List<String> ids = file.stream().map(ArrivedEntry::id).toList();
        assertThat(payloads(chunks, ids).values())
                .containsExactlyElementsOf(
                        file.stream().map(ArrivedEntry::payload).toList());
        long chunk = file.getFirst().metadata().originalSize().orElseThrow();
        AttachmentReadPlan plan = as.queries(dbId, StoreKind.ATTACHMENTS, CallContext.UNLIMITED)
                .planAttachmentRead(
                        new SyncRequest.PlanAttachmentRead(dbId, ids.getLast(), 40 * chunk, chunk + 1, chunk + 2));
        assertThat(plan.chunks()).extracting(AttachmentReadPlan.ChunkPlan::id).containsExactly(ids.get(1));
        assertThat(plan.offsetInFirstChunk()).isEqualTo(1);
    }

    @Test
    void theOtherRoutesAnswerAsTheyShould() throws Exception {
        DatabaseId dbId = newDatabase();
        RemoteTenant as = as(Person.ALICE.identity(), Set.of());
        ArrivedEntry create = alice.docCreate("d1");
        ArrivedEntry change = alice.docChange("d1", List.of(create.id()));
        store(as, dbId, StoreKind.DOCS).put(TestEntries.verified(create, change), Witness.NONE);
        RemoteQueries queries = as.queries(dbId, StoreKind.DOCS, CallContext.UNLIMITED);
        List<String> ids = new ArrayList<>();
        List<String> found = new ArrayList<>();
        List<String> typed = new ArrayList<>();
        List<List<String>> plans = new ArrayList<>();

        queries.allIds(ids::add);
        queries.findNewEntries(List.of(create.id()), entry -> found.add(entry.id()));
        queries.findEntries("doc_create", OptionalLong.empty(), OptionalLong.empty(), entry -> typed.add(entry.id()));
        queries.planDocuments(List.of("unknown", "d1"), plan -> plans.add(plan.entryIdsToApply()));

        assertThat(ids).containsExactlyInAnyOrder(create.id(), change.id());
        assertThat(found).containsExactly(change.id());
        assertThat(typed).containsExactly(create.id());
        assertThat(plans).containsExactly(List.of(), List.of(create.id(), change.id()));
        assertThat(queries.planDocument("d1").diagnostics().headEntryIds()).containsExactly(change.id());
        assertThat(queries.resolveDependencies(new SyncRequest.ResolveDependencies(
                        dbId, change.id(), Optional.empty(), OptionalLong.empty(), true)))
                .containsExactly(create.id(), change.id());
    }

    @Test
    void anEntryOfSomebodyUnknownIsRejectedAndTheOthersAreTaken() {
        ContentAddressedStore store = store(as(SERVER, Set.of()), newDatabase(), StoreKind.DOCS);
        ArrivedEntry good = alice.docCreate("d1");
        ArrivedEntry alien = new TestEntries(1).docCreate("d2");

        assertThatThrownBy(() -> store.put(TestEntries.verified(alien, good), Witness.NONE))
                .isInstanceOfSatisfying(PartlyRefusedException.class, partly -> {
                    assertThat(partly.refused())
                            .singleElement()
                            .matches(rejection -> rejection.id().equals(alien.id()));
                    assertThat(partly.taken())
                            .singleElement()
                            .matches(outcome -> outcome.stored().id().equals(good.id()) && !outcome.duplicate());
                });
    }

    @Test
    void whoIsNotGrantedIsRefused() {
        Identity nobody = new Identity(
                "cn=nobody",
                Person.CAROL.identity().signing(),
                Person.CAROL.identity().encryption());

        assertThatThrownBy(() -> store(as(nobody, Set.of()), newDatabase(), StoreKind.DOCS)
                        .head())
                .isInstanceOfSatisfying(
                        RemoteRefusedException.class,
                        refused -> assertThat(refused.status()).isIn(403, 404));
    }
}
