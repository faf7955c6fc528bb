package io.blindhop.functions.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.Transport;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.RecordedEntries;
import io.blindhop.protocol.store.StoreKind;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the reference client did when it was recorded, and what a curious stranger does, leave no trace of what they sent. */
class NothingSecretTest {
    /** Shorter texts are not secrets: types, kinds, numbers. */
    private static final int SHORTEST = 4;

    /** Texts of the protocol that are words of a line too, and say nothing about anybody. */
    private static final Set<String> WORDS = Set.of("docs", "events", "local");

    private final Set<String> sent = new HashSet<>();

    /** Notes every text in every header, path and body, in both directions. */
    private Transport listening(TestNode node) {
        return request -> {
            sent.add(request.target());
            sent.add(request.rawPath());
            request.headers()
                    .forEach((name, value) -> Stream.of(value.split(" ", -1)).forEach(sent::add));
            if (!request.target().endsWith("Binary")) {
                note(request.body());
            }
            Answer answer = node.send(request);
            if (answer.headers().first("Content-Type").orElse("").startsWith("application/json")) {
                note(answer.body());
            }
            return answer;
        };
    }

    private void note(Bytes json) {
        if (json.length() > 0) {
            note(RecordedEntries.json(json.toUtf8()));
        }
    }

    private void note(JsonNode value) {
        if (value.isTextual()) {
            sent.add(value.asText());
            Stream.of(value.asText().split("\\R", -1)).forEach(sent::add);
        }
        value.forEach(this::note);
    }

    @Test
    void nothingThatWasSentIsInALineButTheTenant() throws IOException {
        try (TestNode node = new TestNode()) {
            Transport transport = listening(node);
            TestTenant tenant =
                    TestTenant.register(transport, TestTenant.RECORDED).grant(Person.BOB, Person.CAROL);
            Session alice = tenant.login(Person.ALICE);
            synchronise(alice.docs("notes"), tenant.login(Person.BOB));
            operate(tenant);
            tenant.deviceChallenge(Person.BOB);
            tenant.login(Person.CAROL).docs("notes").head();
            tenant.authenticate(Person.MALLORY, tenant.challenge(Person.BOB));
            tenant.revokeBob();
            strangers(transport, alice);

            sent.removeIf(text -> text.length() < SHORTEST || WORDS.contains(text));
            sent.remove(TestTenant.RECORDED);
            // The route names it, the path does not.
            sent.removeAll(node.routes().stream()
                    .map(route -> route.replaceAll(".* ", ""))
                    .toList());
            for (Person person : List.of(Person.ADMIN, Person.ALICE, Person.BOB, Person.CAROL, Person.SYSADMIN)) {
                assertThat(sent).contains(person.username(), person.signingPem());
            }
            assertThat(sent).contains(alice.token(), "notes").hasSizeGreaterThan(200);
            assertThat(node.requests().lines()).hasSizeGreaterThan(40);
            for (String line : node.requests().lines()) {
                assertThat(sent.stream().filter(readable(line)::contains))
                        .as(line)
                        .isEmpty();
            }
        }
    }

    /** The line without the names of its members and its routes, which are ours. */
    private static String readable(String line) {
        StringBuilder values = new StringBuilder();
        RecordedEntries.json(line).properties().stream()
                .filter(member -> !member.getKey().equals("_aws"))
                .filter(member -> !member.getKey().equals("operation"))
                .filter(member -> !member.getKey().equals("OperationClass"))
                .forEach(member -> values.append(member.getValue()).append('\n'));
        String operation = RecordedEntries.json(line).get("operation").asText();
        assertThat(operation).matches("(GET|POST|PUT|DELETE|HEAD|-) (-|/[A-Za-z:/.-]*)");
        return values.toString();
    }

    private static void synchronise(StoreClient notes, Session bob) {
        List<JsonNode> lines = RecordedEntries.lines("pushed.jsonl").stream()
                .filter(line -> line.get("dbId").asText().equals("notes"))
                .toList();
        notes.put(lines.stream().map(WireEntries::inline).toList()).ok();
        List<String> ids = lines.stream()
                .map(RecordedEntries::arrived)
                .map(ArrivedEntry::id)
                .toList();
        StoreClient there = bob.docs("notes");
        there.head();
        there.capabilities();
        there.scan(NullNode.getInstance(), 3);
        there.hasEntries(ids);
        there.pullBinary(ids);
        there.pullHybrid(ids);
        there.pullWithSessionKey(ids);
        there.call("getIdBloomSummary").ok();
        there.call("planDocumentMaterialization", WireEntries.object().put("docId", "doc_0000"))
                .ok();
    }

    private static void operate(TestTenant tenant) {
        String token = tenant.systemLogin(Person.SYSADMIN);
        for (String target : List.of(
                "/system/tenants",
                "/system/tenants/" + tenant.id() + "/users",
                "/system/tenants/" + tenant.id() + "/usage",
                "/system/config")) {
            tenant.system(token, "GET", target, WireEntries.object()).ok();
        }
    }

    private static void strangers(Transport transport, Session alice) throws IOException {
        for (String target : List.of(
                "/mallory_was_here/auth/challenge",
                "/" + TestTenant.RECORDED + "/auth/%0a%7b%22mallory",
                "/" + TestTenant.RECORDED + "/sync/mallory/getStoreHead",
                "/mallory%22%7d%0a/sync/docs/getAllIds?dbId=mallory",
                "/system/config/backups/mallory-was-here")) {
            alice.send("GET", target, "mallory/type", Bytes.empty());
            transport.send(new HttpRequest("MALLORY\n{\"", target, Headers.none(), Bytes.empty(), "192.0.2.7"));
        }
        alice.get(StoreKind.DOCS, "getAllIds?dbId=other_database");
    }
}
