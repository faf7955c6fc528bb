package io.blindhop.functions.conformance;

import static io.blindhop.functions.fixture.PolicyLab.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.PolicyLab;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the order of a purge on, nothing of the document is taken (protocol 5.10). */
class PurgeRefusalTest extends OnNode {
    private final TestEntries byAlice = Person.ALICE.entries(1);
    private final ArrivedEntry create = byAlice.docCreate("secret");
    private final ArrivedEntry other = byAlice.docCreate("other");
    private PolicyLab lab;
    private StoreClient docs;
    private StoreClient attachments;

    @BeforeEach
    void storeTwoDocuments() {
        lab = new PolicyLab(newTenant());
        docs = lab.docs(Person.ALICE, "notes");
        attachments = lab.attachments(Person.ALICE, "notes");
        put(docs, create, other).ok();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private static Map<String, Object> order() {
        return Map.of("form", "accesscontrol", "type", "dochistorypurge", "dbId", "notes", "docIds", List.of("secret"));
    }

    private static void assertPurged(Answer answer, ArrivedEntry entry) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error())
                .isEqualTo("Entry " + entry.id() + " belongs to a purged document and may not be pushed");
    }

    @Test
    void theNextPushOfTheDocumentFailsAsAWhole() {
        lab.publish("acl_dochistorypurge_1", order());
        ArrivedEntry fresh = byAlice.docCreate("fresh");
        ArrivedEntry later = byAlice.docChange("secret", List.of(create.id()));
        assertPurged(put(docs, fresh, later), later);
        assertPurged(docs.putBinary(List.of(fresh, later)), later);
        ArrivedEntry laterChunk = byAlice.attachmentChunk("secret", Optional.empty(), 10);
        assertPurged(put(attachments, laterChunk), laterChunk);
        assertThat(docs.hasEntries(List.of(fresh.id(), later.id()))).isEmpty();
        assertThat(attachments.hasEntries(List.of(laterChunk.id()))).isEmpty();
    }

    @Test
    void otherDocumentsAndOtherDatabasesAreNotConcerned() {
        lab.publish("acl_dochistorypurge_1", order());
        put(docs, byAlice.docCreate("fresh"), byAlice.docChange("other", List.of(other.id())))
                .ok();
        put(lab.docs(Person.ALICE, "elsewhere"), create).ok();
        put(attachments, byAlice.attachmentChunk("other", Optional.empty(), 10)).ok();
    }

    @Test
    void onlyTheAdministratorCanOrderIt() {
        put(lab.docs(Person.ALICE, "directory"), lab.as(Person.ALICE).write("acl_dochistorypurge_2", order()));
        put(docs, byAlice.docChange("secret", List.of(create.id()))).ok();
    }
}
