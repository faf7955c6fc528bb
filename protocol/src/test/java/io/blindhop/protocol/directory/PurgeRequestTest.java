package io.blindhop.protocol.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.automerge.DocumentValue;
import io.blindhop.protocol.automerge.DocumentValue.ListValue;
import io.blindhop.protocol.automerge.DocumentValue.MapValue;
import io.blindhop.protocol.automerge.DocumentValue.Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PurgeRequestTest {
    private final Map<String, DocumentValue> members = new HashMap<>(Map.of(
            "form", new Text("accesscontrol"),
            "type", new Text("dochistorypurge"),
            "dbId", new Text("notes"),
            "docIds", list(new Text("a"), new Text("b"))));

    private Optional<PurgeRequest> request() {
        return PurgeRequest.of(new DirectoryDocument.Live("acl_dochistorypurge_1", new MapValue(members)));
    }

    private static ListValue list(DocumentValue... items) {
        return new ListValue(Arrays.asList(items));
    }

    @Test
    void anOrderNamesDocumentsOfOneDatabase() {
        assertThat(request()).hasValue(new PurgeRequest(new DatabaseId("notes"), Set.of("a", "b")));
    }

    @Test
    void aDocumentOfAnotherKindOrdersNothing() {
        members.put("type", new Text("defaultpolicy"));
        assertThat(request()).isEmpty();
        members.remove("type");
        assertThat(request()).isEmpty();
    }

    @Test
    void aDeletedOrUnreadableDocumentOrdersNothing() {
        assertThat(PurgeRequest.of(new DirectoryDocument.Deleted("acl_dochistorypurge_1")))
                .isEmpty();
        assertThat(PurgeRequest.of(new DirectoryDocument.Unreadable("acl_dochistorypurge_1", "no key")))
                .isEmpty();
    }

    @Test
    void withoutADatabaseThatCanBeItOrdersNothing() {
        for (DocumentValue dbId : new DocumentValue[] {new Text(""), new Text("../x"), new DocumentValue.Whole(1)}) {
            members.put("dbId", dbId);
            assertThat(request()).isEmpty();
        }
        members.remove("dbId");
        assertThat(request()).isEmpty();
    }

    @Test
    void theDirectoryItselfIsNotPurged() {
        members.put("dbId", new Text("directory"));
        assertThat(request()).isEmpty();
    }

    @Test
    void onlyTextsAreDocumentIdsEachOnce() {
        members.put("docIds", list(new Text("a"), new Text(""), new DocumentValue.Null(), new Text("a")));
        assertThat(request().orElseThrow().docIds()).containsExactly("a");
        members.put("docIds", new Text("a"));
        assertThat(request().orElseThrow().docIds()).isEmpty();
        members.remove("docIds");
        assertThat(request().orElseThrow().docIds()).isEmpty();
    }
}
