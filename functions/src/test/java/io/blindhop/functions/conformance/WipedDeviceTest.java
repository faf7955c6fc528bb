package io.blindhop.functions.conformance;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.entry.ArrivedEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A device that is to wipe itself reads the document that says so, and nothing else (protocol 4.6, 4.10). */
class WipedDeviceTest extends OnNode {
    /** When the device logged in. */
    enum Login {
        BEFORE_THE_DIRECTIVE,
        AFTER_THE_DIRECTIVE,
        AFTER_ITS_REVOCATION
    }

    private final ArrivedEntry entry = Person.ALICE.entries(1).docCreate("secret");
    private final ArrivedEntry chunk = Person.ALICE.entries(2).attachmentChunk("secret", Optional.empty(), 70_000);
    private TestTenant tenant;
    private Session alice;
    private Session before;

    @BeforeEach
    void carolIsToWipeHerDevice() {
        tenant = newTenant().grant(Person.CAROL);
        alice = tenant.login(Person.ALICE);
        alice.docs("notes").putBinary(List.of(entry)).ok();
        alice.attachments("notes").putBinary(List.of(chunk)).ok();
        before = tenant.login(Person.CAROL);
        assertThat(before.docs("notes").ids()).containsExactly(entry.id());
        tenant.wipeCarol();
    }

    private Session carol(Login login) {
        return switch (login) {
            case BEFORE_THE_DIRECTIVE -> before;
            case AFTER_THE_DIRECTIVE -> tenant.login(Person.CAROL);
            case AFTER_ITS_REVOCATION -> tenant.revokeWipedCarol().login(Person.CAROL);
        };
    }

    @ParameterizedTest
    @EnumSource
    void sheReadsHerGrantInTheDirectoryAndNothingElse(Login login) {
        StoreClient directory = carol(login).docs("directory");
        List<String> all = alice.docs("directory").ids();
        List<String> hers = all.stream()
                .filter(id -> id.startsWith(tenant.grantOf(Person.CAROL)))
                .toList();
        assertThat(hers).isNotEmpty();

        assertThat(directory.ids()).containsExactlyElementsOf(hers);
        assertThat(directory.hasEntries(all)).containsExactlyElementsOf(hers);
        assertThat(directory.pullBinary(all).keySet()).containsExactlyElementsOf(hers);
        assertThat(directory.pullHybrid(all).keySet()).containsExactlyElementsOf(hers);
        assertThat(directory.pullWithSessionKey(all).keySet()).containsExactlyElementsOf(hers);
        JsonNode page = directory.scan(NullNode.getInstance(), 1000);
        assertThat(page.get("entries").findValuesAsText("id")).containsExactlyElementsOf(hers);
        assertThat(page.get("hasMore").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void noOtherDatabaseTellsHerAnything(Login login) {
        Session carol = carol(login);
        for (StoreClient store : List.of(carol.docs("notes"), carol.attachments("notes"))) {
            List<String> ids = List.of(entry.id(), chunk.id());
            assertThat(store.ids()).isEmpty();
            assertThat(store.hasEntries(ids)).isEmpty();
            assertThat(store.pullBinary(ids)).isEmpty();
            assertThat(store.scan(NullNode.getInstance(), 1000).get("entries")).isEmpty();
            ObjectNode search = WireEntries.object().put("type", "doc_create").put("docId", "secret");
            for (String route : List.of("findNewEntries", "findNewEntriesForDoc", "findEntries")) {
                assertThat(store.call(route, search).ok().json().get("entries")).isEmpty();
            }
            ObjectNode one = WireEntries.object().put("id", entry.id()).put("startId", entry.id());
            assertThat(store.call("getEntryMetadata", one)
                            .ok()
                            .json()
                            .get("entry")
                            .isNull())
                    .isTrue();
            assertThat(store.call("resolveDependencies", one).ok().json().get("ids"))
                    .isEmpty();
            String plan = store.call("planDocumentMaterialization", search)
                    .ok()
                    .body()
                    .toUtf8();
            assertThat(plan).doesNotContain(entry.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void sheCannotPush(Login login) {
        Session carol = carol(login);
        ArrivedEntry last = Person.CAROL.entries(9).docCreate("last");
        for (StoreClient store :
                Stream.of("notes", "directory", "fresh").map(carol::docs).toList()) {
            JsonNode head = store.head();
            assertRefused(store.putBinary(List.of(last)), 403, "frames");
            assertRefused(store.put(List.of(WireEntries.inline(last))), 403, "JSON");
            assertRefused(store.put(List.of()), 403, "nothing");
            assertThat(store.head()).isEqualTo(head);
        }
        assertThat(alice.docs("notes").ids()).containsExactly(entry.id());
    }

    @Test
    void onceRevokedSheHasToLogInAgainToReadIt() {
        tenant.revokeWipedCarol();
        assertRefused(before.docs("directory").call("getStoreHead"), 401, "a token of a device in force");
        assertThat(tenant.login(Person.CAROL).docs("directory").ids()).isNotEmpty();
    }

    @Test
    void onceRevokedNobodyCanPushForHer() {
        tenant.revokeWipedCarol();
        ArrivedEntry hers = Person.CAROL.entries(9).docCreate("last");
        JsonNode answer = alice.docs("notes").putBinary(List.of(hers)).ok().json();
        assertThat(answer.get("rejected")).hasSize(1);
    }
}
