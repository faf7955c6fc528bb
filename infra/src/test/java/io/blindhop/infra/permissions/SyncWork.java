package io.blindhop.infra.permissions;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.infra.aws.NodeOnAws;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What clients and operators make a node do. */
record SyncWork(NodeOnAws node, TestTenant tenant) {
    /** So many puts that a Bloom filter is worth saving. */
    private static final int PUTS = 34;

    static SyncWork start(NodeOnAws node) {
        return new SyncWork(node, TestTenant.register(node, TestTenant.RECORDED).grant(Person.BOB));
    }

    void run() {
        StoreClient notes = tenant.login(Person.ALICE).docs("notes");
        TestEntries entries = Person.ALICE.entries(1);
        ArrivedEntry small = entries.docCreate("small");
        ArrivedEntry large = entries.docCreate("large", 70_000);
        ArrivedEntry chunk = entries.attachmentChunk("small", Optional.empty(), 100_000);
        notes.putBinary(List.of(small, large)).ok();
        notes.put(List.of(WireEntries.inline(entries.docCreate("inline")))).ok();
        StoreClient files = tenant.login(Person.ALICE).attachments("notes");
        files.putBinary(List.of(chunk)).ok();
        read(notes, List.of(small.id(), large.id()));
        files.pullBinary(List.of(chunk.id()));
        // The second filter takes the place of the first, which is known by its earlier time.
        bloom(notes, entries, "first");
        node.advance(Duration.ofSeconds(1));
        bloom(notes, entries, "second");
        operate();
        tenant.revokeBob();
    }

    private void read(StoreClient notes, List<String> ids) {
        notes.head();
        notes.ids();
        notes.capabilities();
        notes.hasEntries(ids);
        notes.scan(NullNode.getInstance(), 10);
        notes.pullHybrid(ids);
        notes.pullWithSessionKey(ids);
        notes.pullBinary(ids);
        notes.call("getCompactionStatus").ok();
    }

    private void bloom(StoreClient notes, TestEntries entries, String prefix) {
        for (int i = 0; i < PUTS; i++) {
            notes.putBinary(List.of(entries.docCreate(prefix + "_" + i), entries.docCreate(prefix + "_too_" + i)))
                    .ok();
        }
        notes.call("getIdBloomSummary").ok();
    }

    private void operate() {
        String token = tenant.systemLogin(Person.SYSADMIN);
        ObjectNode relay = WireEntries.object()
                .put("name", "relay")
                .put("signingPublicKey", Person.MALLORY.signingPem())
                .put("encryptionPublicKey", Person.MALLORY.encryptionPem());
        ObjectNode none = WireEntries.object();
        tenant.system(token, "POST", "/system/trusted-servers", relay).ok();
        tenant.system(token, "DELETE", "/system/trusted-servers/relay", none).ok();
        tenant.system(token, "GET", "/system/tenants", none).ok();
        tenant.system(token, "GET", "/system/config", none).ok();
        tenant.system(token, "PUT", "/system/config", (ObjectNode)
                        tenant.system(token, "GET", "/system/config", none).ok().json())
                .ok();
        String path = "/system/tenants/" + tenant.id();
        tenant.system(token, "DELETE", path, none).ok();
        tenant.system(token, "POST", path + "/restore", none).ok();
    }
}
