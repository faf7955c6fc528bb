package io.blindhop.functions.gate;

import static io.blindhop.functions.gate.PolicyLab.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.store.dynamo.log.LogLimits;
import io.blindhop.store.dynamo.log.Maintenance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A document whose history the administrator orders to be removed (protocol 5.10). */
class PurgedDocumentsTest {
    /** More than fits into a pack, so that the payloads are objects of their own. */
    private static final int LARGE = 100_000;

    private final PolicyLab lab = new PolicyLab();
    private final TestEntries byAlice = Person.ALICE.entries(1);
    private final ArrivedEntry create = byAlice.docCreate("secret", LARGE);
    private final ArrivedEntry change = byAlice.docChange("secret", List.of(create.id()));
    private final ArrivedEntry chunk = byAlice.attachmentChunk("secret", Optional.empty(), LARGE);
    private final ArrivedEntry other = byAlice.docCreate("other");
    private final ArrivedEntry otherChunk = byAlice.attachmentChunk("other", Optional.empty(), LARGE);
    private StoreClient docs;
    private StoreClient attachments;

    @BeforeEach
    void storeTwoDocuments() {
        docs = lab.docs(Person.ALICE, "notes");
        attachments = lab.attachments(Person.ALICE, "notes");
        put(docs, create, other, change).ok();
        put(attachments, chunk, otherChunk).ok();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void orderPurge(Object docIds) {
        lab.publish(
                "acl_dochistorypurge_1",
                Map.of("form", "accesscontrol", "type", "dochistorypurge", "dbId", "notes", "docIds", docIds));
    }

    private void maintain() {
        Maintenance maintenance = new Maintenance(lab.node().services().storage());
        for (int i = 0; i < 3; i++) {
            maintenance.run();
            lab.node().advance(LogLimits.LITTER_GRACE.plus(Duration.ofMinutes(1)));
        }
        // Tokens are valid for an hour.
        docs = lab.docs(Person.ALICE, "notes");
        attachments = lab.attachments(Person.ALICE, "notes");
    }

    private static void assertPurged(Answer answer, ArrivedEntry entry) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error())
                .isEqualTo("Entry " + entry.id() + " belongs to a purged document and may not be pushed");
    }

    @Test
    void theNextPushOfTheDocumentFailsAsAWhole() {
        orderPurge(List.of("secret"));
        ArrivedEntry fresh = byAlice.docCreate("fresh");
        ArrivedEntry later = byAlice.docChange("secret", List.of(change.id()));
        assertPurged(put(docs, fresh, later), later);
        assertPurged(docs.putBinary(List.of(fresh, later)), later);
        ArrivedEntry laterChunk = byAlice.attachmentChunk("secret", Optional.empty(), 10);
        assertPurged(put(attachments, laterChunk), laterChunk);
        assertThat(docs.hasEntries(List.of(fresh.id(), later.id()))).isEmpty();
        assertThat(attachments.hasEntries(List.of(laterChunk.id()))).isEmpty();
    }

    @Test
    void otherDocumentsAndOtherDatabasesAreNotConcerned() {
        orderPurge(List.of("secret"));
        put(docs, byAlice.docCreate("fresh"), byAlice.docChange("other", List.of(other.id())))
                .ok();
        put(lab.docs(Person.ALICE, "elsewhere"), create).ok();
        put(attachments, byAlice.attachmentChunk("other", Optional.empty(), 10)).ok();
    }

    @Test
    void afterMaintenanceNothingOfItCanBeReadAnywhere() {
        orderPurge(List.of("secret"));
        int objects = lab.node().objects().size();
        maintain();
        assertGone(docs, List.of(create, change), List.of(other));
        assertGone(attachments, List.of(chunk), List.of(otherChunk));
        assertThat(lab.node().objects()).hasSizeLessThan(objects);
        assertPurged(put(docs, create), create);
    }

    private static void assertGone(StoreClient store, List<ArrivedEntry> gone, List<ArrivedEntry> kept) {
        List<String> goneIds = gone.stream().map(ArrivedEntry::id).toList();
        List<String> keptIds = kept.stream().map(ArrivedEntry::id).toList();
        List<String> all = java.util.stream.Stream.concat(goneIds.stream(), keptIds.stream())
                .toList();
        assertThat(store.ids()).containsExactlyElementsOf(keptIds);
        assertThat(store.hasEntries(all)).containsExactlyElementsOf(keptIds);
        assertThat(store.pullBinary(all)).containsOnlyKeys(keptIds);
        assertThat(store.pullHybrid(all)).containsOnlyKeys(keptIds);
        assertThat(store.scan(WireEntries.object().nullNode(), 1000).get("entries"))
                .hasSize(kept.size());
        String since = store.call("findNewEntries", WireEntries.object().set("haveIds", WireEntries.strings(List.of())))
                .ok()
                .body()
                .toUtf8();
        String plan = store.call(
                        "planDocumentMaterialization", WireEntries.object().put("docId", "secret"))
                .body()
                .toUtf8();
        for (String id : goneIds) {
            assertThat(since).doesNotContain(id);
            assertThat(plan).doesNotContain(id);
            assertThat(store.call("getEntryMetadata", WireEntries.object().put("id", id))
                            .ok()
                            .json()
                            .get("entry")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void anOrderThatNamesNothingPurgesNothing() {
        orderPurge(List.of());
        maintain();
        assertThat(docs.ids()).containsExactly(create.id(), other.id(), change.id());
    }

    @Test
    void onlyTheAdministratorCanOrderIt() {
        ArrivedEntry order = lab.as(Person.ALICE)
                .write(
                        "acl_dochistorypurge_2",
                        Map.of("type", "dochistorypurge", "dbId", "notes", "docIds", List.of("secret")));
        put(lab.docs(Person.ALICE, "directory"), order);
        put(docs, byAlice.docChange("secret", List.of(change.id()))).ok();
    }
}
