package io.blindhop.functions.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StreamingTransport;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A tenant with something in it for every route to answer, and people with every kind of right. */
final class RouteLab {
    private final StreamingTransport transport;
    private final TestTenant tenant;
    private final String another = OnNode.newTenantId();
    private final TestEntries byAlice = Person.ALICE.entries(1);
    private final ArrivedEntry document = byAlice.docCreate("d");
    private final ArrivedEntry chunk = byAlice.attachmentChunk("d", Optional.empty(), 100);
    private final String alice;
    private final String revoked;
    private final String operator;
    private final String nobody;

    RouteLab(StreamingTransport transport) {
        this.transport = transport;
        this.tenant = TestTenant.register(transport, OnNode.newTenantId()).grant(Person.BOB);
        var session = tenant.login(Person.ALICE);
        this.alice = session.token();
        this.revoked = tenant.login(Person.BOB).token();
        for (ArrivedEntry entry : List.of(document, chunk)) {
            session.docs("notes").putBinary(List.of(entry)).ok();
            session.attachments("notes").putBinary(List.of(entry)).ok();
        }
        tenant.revokeBob();
        this.operator = tenant.systemLogin(Person.SYSADMIN);
        // The administrator of a tenant has no business with any other.
        this.nobody = TestTenant.register(transport, OnNode.newTenantId(), Person.CAROL)
                .systemLogin(Person.CAROL);
    }

    TestTenant tenant() {
        return tenant;
    }

    String member() {
        return alice;
    }

    String revoked() {
        return revoked;
    }

    String operator() {
        return operator;
    }

    String nobody() {
        return nobody;
    }

    ArrivedEntry document() {
        return document;
    }

    ArrivedEntry chunk() {
        return chunk;
    }

    /** An entry that is not stored. */
    ArrivedEntry fresh() {
        return byAlice.docCreate("fresh");
    }

    /** The configuration that is in force. */
    ObjectNode config() {
        Answer answer = tenant.system(operator, "GET", "/system/config", WireEntries.object());
        return (ObjectNode) answer.ok().json();
    }

    boolean hasEvents() {
        return tenant.login(Person.ALICE)
                .docs("notes")
                .capabilities()
                .get("supportsChangeEvents")
                .asBoolean();
    }

    /** A node without signaling does not say so anywhere else. */
    boolean hasSignaling() {
        return status("POST", "/" + RouteTable.ID + "/signaling/tickets", Optional.empty(), Bytes.empty()) != 404;
    }

    /** The status of an answer whose body nobody reads: that of an event stream never ends. */
    int status(String method, String target, Optional<String> token, Bytes body) {
        boolean octets = target.endsWith("putEntriesBinary");
        Headers headers = Headers.of("Content-Type", octets ? "application/octet-stream" : "application/json");
        Headers authorised =
                token.map(t -> headers.with("Authorization", "Bearer " + t)).orElse(headers);
        String path = target.replace(RouteTable.ID, tenant.id()).replace(RouteTable.FREE_ID, another);
        try (var answer = transport.open(new HttpRequest(method, path, authorised, body, "127.0.0.1"))) {
            return answer.status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What must have been so before the request: its own status does not matter. */
    void prepare(String method, String target, ObjectNode body) {
        status(method, target, Optional.of(operator()), Bytes.utf8(body.toString()));
    }

    static Bytes json(Consumer<ObjectNode> members) {
        ObjectNode body = WireEntries.object().put("dbId", "notes");
        members.accept(body);
        return Bytes.utf8(body.toString());
    }
}
