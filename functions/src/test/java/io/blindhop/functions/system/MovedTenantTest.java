package io.blindhop.functions.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The runbook of {@code terraform/README.md}: a tenant moves to a node that does not know of the old one. */
class MovedTenantTest {
    private static final List<String> OF_THE_AUTHOR = List.of(
            "id", "docId", "entryType", "createdAt", "createdByPublicKey", "contentHash", "signature", "dependencyIds");

    private final TestNode oldNode = new TestNode();
    private final TestNode newNode = new TestNode();
    private final TestEntries byAlice = Person.ALICE.entries(1);
    private final TestEntries byBob = Person.BOB.entries(2);

    @AfterEach
    void close() {
        oldNode.close();
        newNode.close();
    }

    @Test
    void aDeviceCarriesEverythingOverAndNothingIsThereTwice() {
        TestTenant before = oldNode.register(TestTenant.RECORDED).grant(Person.BOB);
        List<ArrivedEntry> docs = new ArrayList<>(List.of(byAlice.docCreate("one"), byBob.docCreate("two", 100_000)));
        ArrivedEntry chunk = byAlice.attachmentChunk("one", Optional.empty(), 70_000);
        notes(before).putBinary(docs).ok();
        files(before).putBinary(List.of(chunk)).ok();

        TestTenant after = newNode.register(TestTenant.RECORDED).grant(Person.BOB);
        carry(notes(before), notes(after));
        carry(files(before), files(after));
        ArrivedEntry late = byAlice.docCreate("written meanwhile");
        docs.add(late);
        notes(before).putBinary(List.of(late)).ok();
        carry(notes(before), notes(after));

        assertThat(ofTheAuthor(notes(after)))
                .isEqualTo(ofTheAuthor(notes(before)))
                .hasSize(3);
        assertThat(ofTheAuthor(files(after)))
                .isEqualTo(ofTheAuthor(files(before)))
                .hasSize(1);
        Map<String, Bytes> payloads = notes(after).pullBinary(notes(after).ids());
        docs.forEach(entry -> assertThat(payloads).containsEntry(entry.id(), entry.payload()));
        assertThat(files(after).pullBinary(List.of(chunk.id()))).containsEntry(chunk.id(), chunk.payload());

        String path = "/system/tenants/" + TestTenant.RECORDED;
        before.operator("DELETE", path, WireEntries.object()).ok();
        assertThat(notes(after).ids()).hasSize(3);
        before.operator("POST", path + "/restore", WireEntries.object()).ok();
        assertThat(notes(before).ids()).hasSize(3);
    }

    private static StoreClient notes(TestTenant at) {
        return at.login(Person.ALICE).docs("notes");
    }

    private static StoreClient files(TestTenant at) {
        return at.login(Person.ALICE).attachments("notes");
    }

    private static JsonNode all(StoreClient store) {
        return store.scan(NullNode.getInstance(), 100).get("entries");
    }

    /** What Alice reads there she pushes here, Bob's entries too. */
    private static void carry(StoreClient from, StoreClient to) {
        Map<String, Bytes> payloads = from.pullBinary(from.ids());
        List<ObjectNode> entries = new ArrayList<>();
        for (JsonNode entry : all(from)) {
            ObjectNode copy = entry.deepCopy();
            entries.add(copy.put(
                    "encryptedData", payloads.get(entry.get("id").asText()).toBase64()));
        }
        to.put(entries).ok();
    }

    private static List<ObjectNode> ofTheAuthor(StoreClient store) {
        List<ObjectNode> entries = new ArrayList<>();
        for (JsonNode entry : all(store)) {
            ObjectNode kept = entry.deepCopy();
            entries.add(kept.retain(OF_THE_AUTHOR));
        }
        return entries;
    }
}
