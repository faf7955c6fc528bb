package io.blindhop.functions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A node with something in it for every route to answer, and people with every kind of right. */
final class RouteLab implements AutoCloseable {
    private final TestNode node = new TestNode();
    private final TestTenant tenant = node.register(TestTenant.RECORDED).grant(Person.BOB);
    private final TestEntries byAlice = Person.ALICE.entries(1);
    private final String alice = tenant.login(Person.ALICE).token();
    private final String revoked = tenant.login(Person.BOB).token();
    private final ArrivedEntry document = byAlice.docCreate("d");
    private final ArrivedEntry chunk = byAlice.attachmentChunk("d", Optional.empty(), 100);

    RouteLab() {
        for (ArrivedEntry entry : List.of(document, chunk)) {
            var session = tenant.login(Person.ALICE);
            session.docs("notes").putBinary(List.of(entry)).ok();
            session.attachments("notes").putBinary(List.of(entry)).ok();
        }
        tenant.revokeBob();
    }

    TestNode node() {
        return node;
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
        return node.systemToken(Person.SYSADMIN);
    }

    String nobody() {
        return node.systemToken(Person.MALLORY);
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

    /** The status of an answer whose body nobody reads: that of an event stream never ends. */
    int status(String method, String target, Optional<String> token, Bytes body) {
        boolean octets = target.endsWith("putEntriesBinary");
        Headers headers = Headers.of("Content-Type", octets ? "application/octet-stream" : "application/json");
        Headers authorised =
                token.map(t -> headers.with("Authorization", "Bearer " + t)).orElse(headers);
        return node.handle(new HttpRequest(method, target, authorised, body, "127.0.0.1"))
                .status();
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

    @Override
    public void close() {
        node.close();
    }
}
