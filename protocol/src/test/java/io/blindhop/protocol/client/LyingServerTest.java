package io.blindhop.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.bloom.BloomFilter;
import io.blindhop.protocol.bloom.BloomSummary;
import io.blindhop.protocol.crypto.SessionKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.network.RemoteRefusedException;
import io.blindhop.protocol.network.ScriptedServer;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.protocol.store.Cursor;
import io.blindhop.protocol.store.PutOutcome;
import io.blindhop.protocol.store.ScanFilter;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.protocol.store.Witness;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.FirstArrival;
import io.blindhop.protocol.wire.FrameWriter;
import io.blindhop.protocol.wire.Rejection;
import io.blindhop.protocol.wire.SyncResponses;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server can say that is not so, and what the store makes of it. */
@Timeout(60)
class LyingServerTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Optional<Cursor> START = Optional.empty();

    private final TestEntries entries = new TestEntries(1);
    private final ScriptedRemote remote = new ScriptedRemote();
    private final ContentAddressedStore store = remote.store();

    @AfterEach
    void stop() {
        remote.close();
    }

    private ArrivedEntry entry() {
        return entries.docCreate(entries.newDocId(), 100);
    }

    private static StoredEntry stored(ArrivedEntry entry, long order) {
        return new StoredEntry(entry.metadata(), order, Optional.empty());
    }

    static List<Consumer<ContentAddressedStore>> calls() {
        return List.of(
                ContentAddressedStore::head,
                store -> store.scan(START, 10, ScanFilter.ALL),
                store -> store.metadata(List.of("a")),
                store -> store.metadata(List.of("a", "b")),
                store -> store.present(List.of("a")),
                store -> store.document("d"),
                ContentAddressedStore::bloom,
                store -> read(store, List.of("a")),
                store -> store.put(new TestEntries(1).verifiedCreates(1), Witness.NONE));
    }

    private static List<Bytes> read(ContentAddressedStore store, List<String> ids) {
        List<Bytes> payloads = new ArrayList<>();
        try {
            store.read(ids, (entry, payload) -> payloads.add(payload));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return payloads;
    }

    @ParameterizedTest
    @MethodSource("calls")
    void garbageIsAStoreThatCannotAnswer(Consumer<ContentAddressedStore> call) {
        List<String> routes = List.of(
                "getStoreHead",
                "scanEntriesSince",
                "getEntryMetadata",
                "getEntriesBinary",
                "hasEntries",
                "findNewEntriesForDoc",
                "getIdBloomSummary",
                "putEntriesBinary");
        for (String garbage : List.of(
                "",
                "null",
                "[]",
                "{}",
                "<html>hello</html>",
                "{\"head\":{},\"entries\":[{}],\"nextCursor\":null,\"hasMore\":false,\"entry\":3,\"ids\":[7],"
                        + "\"summary\":{\"version\":\"bloom-v1\"},\"receipts\":[null],\"rejected\":[]}",
                "\u0000\u0000\u0000\u0002{}",
                "\uFFFF".repeat(50))) {
            routes.forEach(route -> remote.on(route, 200, garbage));
            assertThatThrownBy(() -> call.accept(store)).as(garbage).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void pagesThatLeadAstrayAreRefused() {
        List<StoredEntry> three =
                IntStream.range(1, 4).mapToObj(i -> stored(entry(), i)).toList();
        Optional<Cursor> after = Optional.of(new Cursor(1, "x"));
        Optional<Cursor> end = Optional.of(new Cursor(3, "x"));

        page(three.subList(1, 3), end, false);
        assertThat(store.scan(after, 2, ScanFilter.ALL).entries()).isEqualTo(three.subList(1, 3));

        page(three, end, false);
        assertPageRefused(START, 2, "has 3 entries, 2 were asked for");
        assertPageRefused(after, 3, "has order 1 after 1");
        page(three.reversed(), end, false);
        assertPageRefused(START, 3, "has order 2 after 3");
        page(three, START, true);
        assertPageRefused(START, 3, "ends at order 3 and says to go on after 0");
        page(List.of(), after, true);
        assertPageRefused(after, 3, "does not move on");
        page(three, end, false);
        assertThatThrownBy(() -> store.scan(
                        START,
                        3,
                        new ScanFilter(Optional.of("another"), Set.of(), OptionalLong.empty(), OptionalLong.empty())))
                .hasMessageContaining("not asked for");
    }

    private void page(List<StoredEntry> page, Optional<Cursor> next, boolean hasMore) {
        remote.on("scanEntriesSince", out -> SyncResponses.scanPage(out, Feed.of(page), next, hasMore));
    }

    private void assertPageRefused(Optional<Cursor> after, int limit, String why) {
        assertThatThrownBy(() -> store.scan(after, limit, ScanFilter.ALL))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(why);
    }

    @Test
    void anAnswerAboutSomethingElseIsRefused() {
        StoredEntry other = stored(entry(), 1);
        remote.on("getEntryMetadata", out -> SyncResponses.entryMetadata(out, Optional.of(other)))
                .on("hasEntries", out -> SyncResponses.ids(out, Feed.of(List.of("other"))))
                .on("findNewEntriesForDoc", out -> SyncResponses.entries(out, Feed.of(List.of(other))))
                .on(
                        "planDocumentMaterialization",
                        200,
                        "{\"plan\":{\"docId\":\"e\",\"diagnostics\":{"
                                + "\"coveredLatestEntryCount\":0,\"uncoveredLatestEntryCount\":0}}}");

        assertThatThrownBy(() -> store.metadata(List.of("a"))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.present(List.of("a"))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.document("d")).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> remote.queries().planDocument("d")).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aBloomFilterThatIsNoneIsRefusedAndAnUnknownOneAdmitsEverything() {
        remote.on(
                "getIdBloomSummary", out -> SyncResponses.bloom(out, new BloomSummary(1, 64, 2, Bytes.utf8("short"))));
        assertThatThrownBy(store::bloom).isInstanceOf(StoreUnavailableException.class);

        remote.on("getIdBloomSummary", 200, "{\"summary\":{\"version\":\"bloom-v2\",\"salt\":\"x\"}}")
                .on("getStoreHead", 200, "{\"head\":{\"epoch\":\"e\",\"maxReceiptOrder\":3}}");
        assertThat(store.bloom().totalIds()).isEqualTo(3);
        assertThat(BloomFilter.fromSummary(store.bloom()).mightContain("anything"))
                .isTrue();
    }

    /** An answer of {@code getEntriesBinary}. */
    private record Frame(StoredEntry entry, Bytes payload) {}

    private static void frames(OutputStream out, Frame... frames) throws IOException {
        SessionKey key = SessionKey.generate(RANDOM);
        FrameWriter writer = FrameWriter.start(out, ScriptedRemote.wrapped(key));
        for (Frame frame : frames) {
            SessionKey.Sealed sealed = key.seal(frame.payload());
            writer.entry(frame.entry(), sealed.iv(), sealed.ciphertext());
        }
    }

    @Test
    void aPayloadThatIsNotTheEntrysIsACorruptStore() {
        ArrivedEntry a = entry();
        remote.on("getEntriesBinary", out -> frames(out, new Frame(stored(a, 1), entry().payload())));

        assertThatThrownBy(() -> read(store, List.of(a.id())))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining(a.id());
    }

    @Test
    void anEntryThatItsAuthorDidNotSignIsACorruptStore() {
        ArrivedEntry a = entry();
        ArrivedEntry forged = entries.by(entries.newKey()).entry("doc_create", a.id(), "d", Bytes.utf8("forged"));
        var mixed = new io.blindhop.protocol.entry.EntryMetadata(
                "doc_create",
                a.id(),
                forged.metadata().contentHash(),
                "d",
                List.of(),
                1,
                a.metadata().createdByPublicKey(),
                "default",
                Optional.empty(),
                Optional.empty(),
                forged.metadata().signature(),
                forged.metadata().metadataSignature(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(2));
        remote.on(
                "getEntriesBinary",
                out -> frames(out, new Frame(new StoredEntry(mixed, 1, Optional.empty()), forged.payload())));

        assertThatThrownBy(() -> read(store, List.of(a.id()))).isInstanceOf(CorruptStoreException.class);
    }

    @Test
    void whatWasNotAskedForOrComesInAnotherOrderIsRefused() {
        ArrivedEntry a = entry();
        ArrivedEntry b = entry();
        remote.on(
                "getEntriesBinary",
                out -> frames(out, new Frame(stored(b, 2), b.payload()), new Frame(stored(a, 1), a.payload())));

        assertThatThrownBy(() -> read(store, List.of(a.id(), "c")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("not asked for at this place");
        assertThatThrownBy(() -> read(store, List.of(a.id(), b.id())))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(a.id());
    }

    @Test
    void aBitThatFlippedOnTheWayIsNoticed() {
        ArrivedEntry a = entry();
        byte[] frames = ScriptedRemote.body(out -> frames(out, new Frame(stored(a, 1), a.payload())));
        for (int from = 1; from <= 100; from += 9) {
            byte[] flipped = frames.clone();
            flipped[frames.length - from] ^= 1;
            remote.on("getEntriesBinary", (request, count, out) -> out.write(ScriptedServer.answer(200, flipped)));
            assertThatThrownBy(() -> read(store, List.of(a.id()))).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void aReadThatBreaksOffGoesOnAfterTheLastEntryThatCame() {
        List<ArrivedEntry> all = List.of(entry(), entry(), entry());
        List<String> ids = all.stream().map(ArrivedEntry::id).toList();
        remote.on("getEntriesBinary", (request, count, out) -> {
            Frame[] asked = all.stream()
                    .filter(entry -> request.contains(entry.id()))
                    .map(entry -> new Frame(stored(entry, 1), entry.payload()))
                    .toArray(Frame[]::new);
            byte[] body = ScriptedRemote.body(frames -> frames(frames, asked));
            int upToTheFirst = ScriptedRemote.body(frames -> frames(frames, asked[0])).length;
            byte[] answer = ScriptedServer.answer(200, body);
            int cut = asked.length == 1 ? 0 : body.length - upToTheFirst - 20;
            out.write(answer, 0, answer.length - cut);
        });

        assertThat(read(store, ids))
                .containsExactlyElementsOf(
                        all.stream().map(ArrivedEntry::payload).toList());
        assertThat(remote.requests("getEntriesBinary").get(1)).doesNotContain(ids.getFirst());
        assertThat(remote.count("getEntriesBinary")).isEqualTo(3);
    }

    @Test
    void anAnswerThatIsTooLargeIsAskedForInHalves() {
        List<ArrivedEntry> all = List.of(entry(), entry(), entry());
        remote.on("getEntriesBinary", (request, count, out) -> {
            List<ArrivedEntry> asked =
                    all.stream().filter(entry -> request.contains(entry.id())).toList();
            out.write(
                    asked.size() > 1
                            ? ScriptedServer.answer(413, "{\"error\":\"too long\"}")
                            : ScriptedServer.answer(
                                    200,
                                    ScriptedRemote.body(frames -> frames(
                                            frames,
                                            new Frame(
                                                    stored(asked.getFirst(), 1),
                                                    asked.getFirst().payload())))));
        });

        assertThat(read(store, all.stream().map(ArrivedEntry::id).toList())).hasSize(3);
        assertThat(remote.count("getEntriesBinary")).isEqualTo(4);
    }

    private void receipts(List<StoredEntry> receipts, List<Rejection> rejected, String firstArrival) {
        byte[] body = ScriptedRemote.body(out -> SyncResponses.put(out, Feed.of(receipts), Feed.of(rejected)));
        remote.on(
                "putEntriesBinary",
                (request, count, out) ->
                        out.write(ScriptedServer.answer(200, body, FirstArrival.HEADER + ": " + firstArrival)));
    }

    @Test
    void acknowledgementsOfSomethingElseAreRefused() {
        ArrivedEntry a = entry();
        ArrivedEntry b = entry();
        ArrivedEntry another = entries.by(entries.newKey())
                .entry("doc_create", a.id(), a.metadata().docId(), Bytes.utf8("another"));
        receipts(List.of(stored(a, 7), stored(b, 8)), List.of(), "7");
        assertPushRefused(a, "acknowledged " + b.id() + ", which was not pushed");
        receipts(List.of(), List.of(), "none");
        assertPushRefused(a, "says nothing of 1 entries that were pushed");
        receipts(List.of(stored(another, 7)), List.of(), "7");
        assertPushRefused(a, "acknowledged another entry than the new one");
        receipts(List.of(stored(a, 7)), List.of(new Rejection(b.id(), "no")), "7");
        assertPushRefused(a, "rejected " + b.id() + ", which was not pushed");

        receipts(List.of(stored(another, 7)), List.of(), "none");
        assertThat(store.put(List.of(TestEntries.verified(a)), Witness.NONE))
                .containsExactly(new PutOutcome(stored(another, 7), true));
    }

    private void assertPushRefused(ArrivedEntry entry, String why) {
        assertThatThrownBy(() -> store.put(List.of(TestEntries.verified(entry)), Witness.NONE))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatIsRejectedIsToldApartFromWhatIsTaken() {
        ArrivedEntry a = entry();
        ArrivedEntry b = entry();
        receipts(List.of(stored(a, 7)), List.of(new Rejection(b.id(), "not trusted")), "7");

        assertThatThrownBy(() -> store.put(TestEntries.verified(a, b), Witness.NONE))
                .isInstanceOfSatisfying(PartlyRefusedException.class, partly -> {
                    assertThat(partly.taken()).containsExactly(new PutOutcome(stored(a, 7), false));
                    assertThat(partly.refused()).containsExactly(new Rejection(b.id(), "not trusted"));
                });
    }

    @Test
    void aPushIsCutToTheBodyLimitAndHalvedIfThatWasTooMuch() {
        remote.bodyLimit(10_000);
        List<ArrivedEntry> pushed = IntStream.range(0, 20)
                .mapToObj(i -> entries.docCreate("d" + i, 2_000))
                .toList();
        remote.on("putEntriesBinary", (request, count, out) -> {
            if (request.length() > 8_000) {
                out.write(ScriptedServer.answer(413, "{\"error\":\"Request body too large\"}"));
                return;
            }
            List<StoredEntry> receipts = new ArrayList<>();
            for (int i = 0; i < pushed.size(); i++) {
                if (request.contains("\"id\":\"" + pushed.get(i).id())) {
                    receipts.add(stored(pushed.get(i), i + 1));
                }
            }
            out.write(ScriptedServer.answer(
                    200,
                    ScriptedRemote.body(body -> SyncResponses.put(body, Feed.of(receipts), Feed.of(List.of()))),
                    FirstArrival.HEADER + ": 1"));
        });

        assertThat(store.put(TestEntries.verified(pushed.toArray(ArrivedEntry[]::new)), Witness.NONE))
                .extracting(outcome -> outcome.stored().receiptOrder())
                .isEqualTo(IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf).toList());
        assertThat(remote.count("putEntriesBinary")).isGreaterThan(5);
    }

    @Test
    void anEntryThatNoRequestCanHoldIsRefusedUnsent() {
        remote.bodyLimit(1_000);

        assertThatThrownBy(() -> store.put(List.of(TestEntries.verified(entries.docCreate("d", 2_000))), Witness.NONE))
                .isInstanceOfSatisfying(
                        RemoteRefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(413))
                .hasMessageContaining("at most 1000");
        assertThat(remote.count("putEntriesBinary")).isZero();
    }

    @Test
    void aListThatBreaksOffIsNotGivenTwice() {
        List<String> taken = new ArrayList<>();
        byte[] whole = ScriptedServer.answer(200, "{\"ids\":[\"a\",\"b\",\"c\"]}");
        remote.on("getAllIds", (request, count, out) -> out.write(whole, 0, whole.length - 4));

        assertThatThrownBy(() -> remote.queries().allIds(taken::add)).isInstanceOf(StoreUnavailableException.class);
        assertThat(taken).containsExactly("a", "b");
        assertThat(remote.count("getAllIds")).isEqualTo(1);
    }
}
