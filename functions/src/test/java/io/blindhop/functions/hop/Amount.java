package io.blindhop.functions.hop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.cache.TableEntryCache;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An origin with a hundred documents of one entry, one document of a hundred entries and an attachment of a hundred chunks, and
 * requests about some of them to a hop, which has logged in at the origin before.
 */
final class Amount implements AutoCloseable {
    static final int MANY = 100;
    private static final int CHUNK = 100;

    private final HopLab lab;
    private final Session alice;
    private final TestEntries entries = Person.ALICE.entries(41);
    private final List<String> documents = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final List<ArrivedEntry> chunks = new ArrayList<>();

    Amount(HopMode mode) {
        lab = new HopLab(mode);
        Session there = lab.atOrigin.login(Person.ALICE);
        there.docs("notes").putBinary(documents()).ok();
        addChunks();
        there.attachments("notes").putBinary(chunks).ok();
        alice = lab.atHop.login(Person.ALICE);
        alice.docs("elsewhere").head();
    }

    private List<ArrivedEntry> documents() {
        List<ArrivedEntry> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(entries.docCreate("doc" + i));
            documents.add(all.getLast().id());
        }
        for (int i = 0; i < MANY; i++) {
            all.add(entries.docChange("long", List.of(all.getLast().id())));
            changes.add(all.getLast().id());
        }
        return all;
    }

    private void addChunks() {
        Optional<String> previous = Optional.empty();
        for (int i = 0; i < MANY; i++) {
            chunks.add(entries.attachmentChunk("file", previous, CHUNK));
            previous = Optional.of(chunks.getLast().id());
        }
    }

    StoreClient notes() {
        return alice.docs("notes");
    }

    Answer list(String route) {
        return alice.get(StoreKind.DOCS, route + "?dbId=notes");
    }

    /** A route that takes ids of entries. */
    Answer about(String route, String member, int count) {
        return notes().call(route, entries(member, count));
    }

    ObjectNode entries(String member, int count) {
        ObjectNode body = WireEntries.object();
        body.set(member, WireEntries.strings(documents.subList(0, count)));
        return body;
    }

    Answer one(int number) {
        return notes().call("getEntryMetadata", WireEntries.object().put("id", documents.get(number - 1)));
    }

    Answer plans(int count) {
        ObjectNode body = WireEntries.object();
        IntStream.range(0, count).forEach(i -> body.withArray("docIds").add("doc" + i));
        return notes().call("planDocumentMaterializationBatch", body);
    }

    /** Of a document with so many entries. */
    Answer plan(int count) {
        return notes().call(
                        "planDocumentMaterialization", WireEntries.object().put("docId", count == 1 ? "doc0" : "long"));
    }

    /** From an entry that builds on so many. */
    Answer dependencies(int count) {
        return notes().call("resolveDependencies", WireEntries.object().put("startId", changes.get(count - 1)));
    }

    /** Of an attachment of so many chunks. */
    Answer attachmentPlan(int count) {
        long size = chunks.subList(0, count).stream()
                .mapToLong(chunk -> chunk.metadata().originalSize().orElseThrow())
                .sum();
        ObjectNode body = WireEntries.object()
                .put("lastChunkId", chunks.get(count - 1).id())
                .put("attachmentSize", size);
        body.putObject("options").put("startByte", 0).put("endByteExclusive", size);
        return alice.attachments("notes").call("planAttachmentReadByWalkingMetadata", body);
    }

    /** A stream whose client leaves with the first event. */
    Answer events() {
        HttpResponse stream = lab.hop.handle(new HttpRequest(
                "GET",
                "/" + TestTenant.RECORDED + "/sync/docs/events?dbId=notes",
                Headers.of("Authorization", "Bearer " + alice.token()),
                Bytes.empty(),
                "127.0.0.1"));
        assertThatThrownBy(
                        () -> ((ResponseBody.Streamed) stream.body()).writer().write(new OutputStream() {
                            @Override
                            public void write(int b) throws IOException {
                                throw new IOException("gone");
                            }
                        }))
                .hasStackTraceContaining("gone");
        return new Answer(stream.status(), stream.headers(), Bytes.empty());
    }

    /** What nobody has pushed yet. */
    List<ArrivedEntry> fresh(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> entries.docCreate(entries.newDocId()))
                .toList();
    }

    Answer challenge() {
        return lab.atHop.auth("challenge", WireEntries.object().put("username", Person.ALICE.username()));
    }

    Answer authenticate() {
        return lab.atHop.authenticate(Person.ALICE, lab.atHop.challenge(Person.ALICE));
    }

    Answer ticket() {
        return alice.send("POST", "/" + TestTenant.RECORDED + "/signaling/tickets", "application/json", Bytes.empty());
    }

    Answer deviceChallenge() {
        return anybody(
                "POST", "/device/challenge", WireEntries.object().put("signingPublicKey", Person.ALICE.signingPem()));
    }

    Answer discover() {
        return anybody(
                "POST",
                "/device/discover",
                TestTenant.signed(Person.ALICE.identity().signing(), lab.atHop.deviceChallenge(Person.ALICE)));
    }

    Answer get(String target) {
        return anybody("GET", target, WireEntries.object());
    }

    private Answer anybody(String method, String target, ObjectNode body) {
        try {
            return lab.hop.send(new HttpRequest(
                    method,
                    target,
                    Headers.of("Content-Type", "application/json"),
                    method.equals("GET") ? Bytes.empty() : Bytes.utf8(body.toString()),
                    "127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is served by the hop. */
    List<String> routes() {
        return lab.hop.routes();
    }

    /** The hop has seen nothing yet of what is asked for. */
    void forget() {
        for (StoreKind kind : StoreKind.values()) {
            new TableEntryCache(
                            lab.hop.services().storage(),
                            lab.hop.tenant(TestTenant.RECORDED).store("notes", kind))
                    .clear();
        }
    }

    /** Requests to the origin since this was last asked. */
    List<String> upstream() {
        return lab.link.requests();
    }

    @Override
    public void close() {
        lab.close();
    }
}
