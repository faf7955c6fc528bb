package io.blindhop.infra.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.PolicyLab;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document was purged after the copy was made, so that the copy's rows name payloads that are gone. */
class RestoredPurgeTest {
    /** An object of its own. */
    private static final int LARGE = 100_000;

    @TempDir
    private Path folder;

    private final TestEntries byAlice = Person.ALICE.entries(1);
    private final Bytes large = byAlice.bytes(LARGE);
    private final ArrivedEntry secret = byAlice.docCreate("secret");
    private final ArrivedEntry largeSecret = entry("secret_d_1", "secret");
    private final ArrivedEntry alone = byAlice.docChange("secret", List.of(secret.id()));
    private final ArrivedEntry besideIt = byAlice.docCreate("beside it in the pack");
    private final List<String> ids = List.of(secret.id(), besideIt.id(), largeSecret.id());
    private RestorableNode node;
    private PolicyLab lab;
    private ArrivedEntry order;

    private ArrivedEntry entry(String id, String docId) {
        return byAlice.entry("doc_change", id, docId, large);
    }

    @BeforeEach
    void purgeADocumentAndRestoreTheTableOfBefore() {
        node = new RestorableNode(folder);
        lab = new PolicyLab(TestTenant.register(node, TestTenant.RECORDED));
        notes().putBinary(List.of(secret, besideIt, largeSecret)).ok();
        notes().putBinary(List.of(alone)).ok();
        Path copy = node.copyOfTable();
        order = lab.as(Person.ADMIN)
                .write(
                        "acl_dochistorypurge_1",
                        Map.of(
                                "form",
                                "accesscontrol",
                                "type",
                                "dochistorypurge",
                                "dbId",
                                "notes",
                                "docIds",
                                List.of("secret")));
        lab.publish(order);
        int objects = node.objects().size();
        node.maintain();
        assertThat(node.objects()).hasSizeLessThan(objects);
        assertThat(notes().pullBinary(ids)).containsOnlyKeys(besideIt.id());
        node.restore(copy);
    }

    @AfterEach
    void stop() {
        lab.close();
        node.close();
    }

    private StoreClient notes() {
        return lab.docs(Person.ALICE, "notes");
    }

    @Test
    void whatLayInThePackBesideItIsThere() {
        assertThat(notes().pullBinary(List.of(besideIt.id()))).containsEntry(besideIt.id(), besideIt.payload());
    }

    @Test
    void whatWasPurgedCannotBeReadAndIsLeftOutOnceTheDirectorySaysSo() {
        for (ArrivedEntry purged : List.of(secret, largeSecret)) {
            assertThatThrownBy(() -> notes().pullBinary(List.of(besideIt.id(), purged.id())))
                    .as("nobody can tell yet whether it was purged or is damaged")
                    .isInstanceOf(UncheckedIOException.class);
        }
        assertThat(notes().pullBinary(List.of(alone.id())))
                .as("its payload is in the row of its commit, so it came back with the table")
                .containsOnlyKeys(alone.id());
        lab.publish(order);
        assertThat(notes().pullBinary(List.of(alone.id(), besideIt.id()))).containsOnlyKeys(besideIt.id());
        assertThat(notes().pullBinary(ids)).containsOnlyKeys(besideIt.id());
        assertThat(notes().pullHybrid(ids)).containsOnlyKeys(besideIt.id());
        assertThat(notes().putBinary(List.of(secret)).status()).isEqualTo(403);
        node.maintain();
        assertThat(notes().ids()).containsExactly(besideIt.id());
        assertThat(notes().pullBinary(ids)).containsEntry(besideIt.id(), besideIt.payload());
    }

    @Test
    void anEntryWithTheBytesOfAPurgedOneGetsAnObjectOfItsOwn() {
        lab.publish(order);
        ArrivedEntry same = entry("innocent_d_1", "innocent");
        notes().putBinary(List.of(same)).ok();
        assertThat(notes().pullBinary(List.of(same.id()))).containsEntry(same.id(), large);
        node.maintain();
        assertThat(notes().pullBinary(List.of(same.id()))).containsEntry(same.id(), large);
    }
}
