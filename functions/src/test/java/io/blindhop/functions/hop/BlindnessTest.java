package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.settings.UpstreamVariables;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.AesGcm;
import io.blindhop.protocol.crypto.DecryptionException;
import io.blindhop.protocol.crypto.HybridContainer;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.RecordedEntries;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a hop has after the recorded session went through it: whether any of it is a key that opens an entry, or a text of the
 * tenant. Every 32 bytes in a row are tried as a key.
 */
class BlindnessTest {
    /** Of the recorded tenant, whose users have it; made for tests and used nowhere else. */
    private static final Bytes DEFAULT_KEY = Bytes.fromBase64("zvNyOd2/I0eQ0rGdl7EK3AwwbiJEkqVm5zSwA934URI=");

    private static final String PUBLIC_INFOS = "$publicinfos";

    /** Shorter texts come about by chance, or are words of the format. */
    private static final int TELLING = 16;

    private static List<ArrivedEntry> pushed(boolean underPublicInfos) {
        return RecordedEntries.lines("pushed.jsonl").stream()
                .map(RecordedEntries::arrived)
                .filter(entry -> entry.metadata().decryptionKeyId().equals(PUBLIC_INFOS) == underPublicInfos)
                .toList();
    }

    /** What clients do in the recorded session: push, scan, look up and pull by every route, both kinds of store. */
    private static void traffic(Chain chain) {
        TestTenant tenant = chain.at(chain.length() - 1);
        Session alice = tenant.login(Person.ALICE);
        Session bob = tenant.login(Person.BOB);
        alice.docs("notes").putBinary(RecordedNotes.entries()).ok();
        alice.attachments("notes").putBinary(RecordedNotes.attachments()).ok();
        for (StoreClient store : List.of(bob.docs("notes"), bob.attachments("notes"), bob.docs("directory"))) {
            List<String> ids = store.ids();
            store.call("scanEntriesSince").ok();
            store.call("getIdBloomSummary").ok();
            store.hasEntries(ids);
            store.pullHybrid(ids);
            store.pullWithSessionKey(ids);
            assertThat(store.pullBinary(ids)).hasSameSizeAs(ids);
        }
        bob.docs("notes").call("findNewEntriesForDoc", WireEntries.object().put("docId", "doc_0000"));
        chain.link(chain.length() - 1).cut();
        bob.docs("notes").putBinary(List.of(Person.BOB.entries(1).docCreate("while_away")));
        bob.docs("tasks").call("scanEntriesSince");
        chain.link(chain.length() - 1).mend();
    }

    /** What the hop has, in the open and in whatever it can open, the payloads under {@code $publicinfos} aside. */
    private static Belongings belongings(Chain chain) {
        int hop = chain.length() - 1;
        Belongings all = new Belongings(List.of(chain.keys(hop), Person.SERVER.identity()));
        all.stored(chain.node(hop));
        chain.log().forEach(all::add);
        chain.node(hop).requests().lines().forEach(all::add);
        all.add(chain.options(hop).toString()).add(UpstreamVariables.DEFAULTS.toString());
        all.add(Bytes.wrap(new byte[32])); // the secret for tokens of these tests
        chain.node(hop).tenant(TestTenant.RECORDED).publicInfosKeys().forEach(all::add);
        return all;
    }

    /** A key that opens a payload, anywhere in the pieces. */
    private static Optional<Bytes> opening(Bytes payload, Set<Bytes> pieces) {
        return pieces.parallelStream()
                .flatMap(piece -> windows(piece, AesGcm.KEY_LENGTH))
                .filter(key -> opens(key, payload))
                .findAny();
    }

    private static boolean opens(Bytes key, Bytes payload) {
        try {
            AesGcm.openWithIv(key, payload);
            return true;
        } catch (DecryptionException another) {
            return false;
        }
    }

    private static Bytes shortest(List<ArrivedEntry> entries) {
        return entries.stream()
                .map(ArrivedEntry::payload)
                .min(Comparator.comparingInt(Bytes::length))
                .orElseThrow();
    }

    private static Bytes publicInfos(ArrivedEntry entry) {
        return AesGcm.openWithIv(TestTenant.PUBLIC_INFOS_KEY, entry.payload());
    }

    @ParameterizedTest
    @EnumSource(names = {"CACHE", "MERGE", "STORE_AND_FORWARD"}) // what a passthrough has, these have
    void nothingThatAHopHasOpensAnEntryUnderAnotherKeyThanPublicInfos(HopMode mode) {
        try (Chain chain = Chain.of(List.of(mode))) {
            traffic(chain);
            Belongings all = belongings(chain);
            assertThat(all.pieces()).as("the key that every server holds").contains(TestTenant.PUBLIC_INFOS_KEY);
            for (ArrivedEntry entry : pushed(true)) {
                // It can read these, so whatever is in them is its own too.
                all.add(publicInfos(entry));
            }
            Bytes payload = shortest(pushed(false));
            assertThat(opens(DEFAULT_KEY, payload)).isTrue();

            assertThat(opening(payload, all.pieces())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CACHE", "MERGE", "STORE_AND_FORWARD"}) // what a passthrough has, these have
    void noTextOfTheTenantIsAmongWhatAHopHas(HopMode mode) {
        try (Chain chain = Chain.of(List.of(mode))) {
            traffic(chain);
            Set<Bytes> telling = new HashSet<>();
            for (ArrivedEntry entry : RecordedNotes.entries()) {
                windows(AesGcm.openWithIv(DEFAULT_KEY, entry.payload())).forEach(telling::add);
            }
            // Metadata, which is in clear, has ids, hashes of changes and keys of authors; texts name them too.
            for (ArrivedEntry entry : RecordedEntries.lines("pushed.jsonl").stream()
                    .map(RecordedEntries::arrived)
                    .toList()) {
                String id = entry.id();
                windows(Bytes.utf8(entry.metadata().toString())).forEach(telling::remove);
                windows(Bytes.fromHex(id.substring(id.lastIndexOf('_') + 1))).forEach(telling::remove);
            }
            assertThat(telling).hasSizeGreaterThan(1000);

            Set<Bytes> pieces = belongings(chain).pieces();

            assertThat(pieces.stream()
                            .flatMap(BlindnessTest::windows)
                            .filter(telling::contains)
                            .map(Bytes::toHex))
                    .isEmpty();
        }
    }

    private static Stream<Bytes> windows(Bytes bytes) {
        return windows(bytes, TELLING);
    }

    private static Stream<Bytes> windows(Bytes bytes, int length) {
        return IntStream.rangeClosed(0, bytes.length() - length).mapToObj(from -> bytes.slice(from, length));
    }

    @Test
    void theSearchFindsAKeyWhereverItIs() {
        Bytes payload = shortest(pushed(false));
        var server = Person.SERVER.identity();
        Bytes wrapped = HybridContainer.encrypt(server.encryption().wrappingKey(), DEFAULT_KEY, new SecureRandom());
        for (String hidden : List.of(
                "{\"key\":\"" + DEFAULT_KEY.toBase64() + "\"}", "key=" + DEFAULT_KEY.toHex(), wrapped.toBase64())) {
            Set<Bytes> pieces = new Belongings(List.of(server)).add(hidden).pieces();
            assertThat(opening(payload, pieces)).as(hidden).contains(DEFAULT_KEY);
        }
    }
}
