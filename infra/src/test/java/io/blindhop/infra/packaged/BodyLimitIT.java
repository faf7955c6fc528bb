package io.blindhop.infra.packaged;

import static io.blindhop.functions.fixture.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.node.LambdaLimits;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.protocol.store.StoreKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A body of the size that the node advertises comes through the events; what is larger is refused by whoever meets it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class BodyLimitIT {
    private static final int CHUNK = 256 * 1024;

    private final TestEntries entries = Person.ALICE.entries(1);
    private Deployment node;
    private Session alice;
    private int limit;

    @BeforeAll
    void deploy() throws IOException {
        node = Deployment.open(options -> options);
        alice = node.newTenant().login(Person.ALICE);
        limit = get("/.well-known/mindoodb-server-info")
                .ok()
                .json()
                .get("maxJsonRequestBodyBytes")
                .asInt();
        assertThat(limit).isEqualTo(LambdaLimits.bodyBytes());
    }

    @AfterAll
    void remove() {
        node.close();
    }

    private Answer get(String target) throws IOException {
        return node.transport().send(new HttpRequest("GET", target, Headers.none(), Bytes.empty(), "127.0.0.1"));
    }

    private ArrivedEntry chunk(int size) {
        return entries.attachmentChunk("film", Optional.empty(), size);
    }

    /** Frames of exactly so many bytes. */
    private Bytes frames(int size) {
        List<ArrivedEntry> chunks = new ArrayList<>();
        int empty = WireEntries.frames("notes", List.of(chunk(1))).length();
        while (WireEntries.frames("notes", chunks).length() + CHUNK + 2 * empty < size) {
            chunks.add(chunk(CHUNK));
        }
        List<ArrivedEntry> all = new ArrayList<>(chunks);
        all.add(chunk(CHUNK));
        int missing = size - WireEntries.frames("notes", all).length();
        chunks.add(chunk(CHUNK + missing));
        Bytes frames = WireEntries.frames("notes", chunks);
        assertThat(frames.length()).isEqualTo(size);
        return frames;
    }

    @Test
    void framesOfThatSizeAreStoredAndWithOneByteMoreRefused() {
        int before = alice.attachments("notes").ids().size();
        var receipts = alice.octets(StoreKind.ATTACHMENTS, "putEntriesBinary", frames(limit))
                .ok()
                .json()
                .get("receipts");
        assertThat(receipts).hasSizeGreaterThan(15);
        assertRefused(alice.octets(StoreKind.ATTACHMENTS, "putEntriesBinary", frames(limit + 1)), 413, "frames");
        assertThat(alice.attachments("notes").ids()).hasSize(before + receipts.size());
    }

    @Test
    void jsonOfThatSizeIsStored() {
        ObjectNode body = WireEntries.object().put("dbId", "notes");
        var array = body.putArray("entries");
        int count = limit * 3 / 4 / CHUNK - 1;
        for (int i = 0; i < count; i++) {
            array.add(WireEntries.inline(chunk(CHUNK)));
        }
        String text = body.toString();
        Bytes json = Bytes.utf8(text + " ".repeat(limit - text.length()));
        assertThat(json.length()).isEqualTo(limit);
        assertThat(alice.post(StoreKind.ATTACHMENTS, "putEntries", json)
                        .ok()
                        .json()
                        .get("receipts"))
                .hasSize(count);
    }

    @Test
    void whatNoEventCanHoldIsRefusedByTheUrl() {
        Answer refused = alice.octets(StoreKind.ATTACHMENTS, "putEntriesBinary", frames(2 * limit));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().get("Message").asText()).contains("Request must be smaller");
    }
}
