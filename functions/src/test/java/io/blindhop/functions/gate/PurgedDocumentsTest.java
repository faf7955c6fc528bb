package io.blindhop.functions.gate;

import static io.blindhop.functions.fixture.PolicyLab.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.PolicyLab;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
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

    private final TestNode node = new TestNode();
    private final PolicyLab lab = new PolicyLab(node.register(TestTenant.RECORDED));
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
        node.close();
    }

    private void orderPurge(Object docIds) {
        lab.publish(
                "acl_dochistorypurge_1",
                Map.of("form", "accesscontrol", "type", "dochistorypurge", "dbId", "notes", "docIds", docIds));
    }

    private void maintain() {
        Maintenance maintenance = new Maintenance(node.services().storage());
        for (int i = 0; i < 3; i++) {
            maintenance.run();
            node.advance(LogLimits.LITTER_GRACE.plus(Duration.ofMinutes(1)));
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
    void afterMaintenanceNothingOfItCanBeReadAnywhere() {
        orderPurge(List.of("secret"));
        int objects = node.objects().size();
        maintain();
        assertGone(docs, List.of(create, change), List.of(other));
        assertGone(attachments, List.of(chunk), List.of(otherChunk));
        assertThat(node.objects()).hasSizeLessThan(objects);
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
}
