package io.blindhop.functions.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.functions.node.LambdaLimits;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures what the page on limits says about the largest store of each route that is not paged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargestStoreTest {
    private static final Path PAGE = Path.of("..", "docs", "limits.md");
    private static final int FEW = 1000;
    private static final int MORE = 1000;
    private static final double TOLERANCE = 0.05;

    private final TestNode node = new TestNode();
    private final List<String> ids = new ArrayList<>();
    private final List<String> docIds = new ArrayList<>();
    private Session alice;
    private String page;

    @BeforeAll
    void fill() throws IOException {
        TestTenant tenant = node.register(TestTenant.RECORDED).grant(Person.BOB);
        alice = tenant.login(Person.ALICE);
        page = Files.readString(PAGE);
        TestEntries entries = Person.ALICE.entries(5);
        for (String dbId : List.of("few", "both")) {
            List<ArrivedEntry> batch = new ArrayList<>();
            for (int i = 0; i < (dbId.equals("few") ? FEW : FEW + MORE); i++) {
                batch.add(entries.docCreate(entries.newDocId()));
            }
            for (int from = 0; from < batch.size(); from += 1000) {
                alice.docs(dbId).putBinary(batch.subList(from, from + 1000)).ok();
            }
            if (dbId.equals("both")) {
                batch.forEach(entry -> ids.add(entry.id()));
                batch.forEach(entry -> docIds.add(entry.metadata().docId()));
            }
        }
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private long length(String route, ObjectNode body, boolean gzip) throws IOException {
        Headers headers = Headers.of("Authorization", "Bearer " + alice.token());
        boolean get = route.equals("getAllIds");
        String query = get ? "?dbId=" + body.get("dbId").asText() : "";
        HttpResponse answer = node.handle(new HttpRequest(
                get ? "GET" : "POST",
                "/itopgolden/sync/docs/" + route + query,
                gzip ? headers.with("Accept-Encoding", "gzip") : headers,
                get ? Bytes.empty() : Bytes.utf8(body.toString()),
                "127.0.0.1"));
        assertThat(answer.status()).isEqualTo(200);
        long[] length = {0};
        ((ResponseBody.Streamed) answer.body()).writer().write(new java.io.OutputStream() {
            @Override
            public void write(int b) {
                length[0]++;
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                length[0] += count;
            }
        });
        return length[0];
    }

    private ObjectNode body(String route, boolean few) {
        ObjectNode body = WireEntries.object().put("dbId", few ? "few" : "both");
        switch (route) {
            case "findNewEntries" -> body.putArray("haveIds");
            case "findEntries" -> body.put("type", "doc_create");
            case "getEntries", "getEntriesBinary" ->
                body.put("dbId", "both")
                        .put("sessionKeyWrap", true)
                        .set("ids", WireEntries.strings(few ? ids.subList(0, FEW) : ids));
            case "planDocumentMaterializationBatch" ->
                body.put("dbId", "both").set("docIds", WireEntries.strings(few ? docIds.subList(0, FEW) : docIds));
            default -> {}
        }
        return body;
    }

    private double bytesPerEntry(String route, boolean gzip) throws IOException {
        return (double) (length(route, body(route, false), gzip) - length(route, body(route, true), gzip)) / MORE;
    }

    /** {@code | `route` | bytes | entries | bytes compressed | entries |}. */
    private long column(String route, int column) {
        Matcher row =
                Pattern.compile("\\| `" + route + "` \\|( [0-9][^\\n]*)\\|").matcher(page);
        assertThat(row.find()).as("a row for " + route).isTrue();
        return Long.parseLong(row.group(1).split("\\|", -1)[column].strip().replace(",", ""));
    }

    private void check(String route, int column, double measured) {
        assertThat((double) column(route, column))
                .as("%s: bytes for each entry", route)
                .isBetween(measured * (1 - TOLERANCE), measured * (1 + TOLERANCE));
        assertThat(column(route, column + 1))
                .as("%s: largest store", route)
                .isEqualTo(LambdaLimits.RESPONSE_BYTES / column(route, column) / 1000 * 1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "getAllIds",
                "findNewEntries",
                "findEntries",
                "getEntries",
                "getEntriesBinary",
                "planDocumentMaterializationBatch"
            })
    void thePageSaysWhatIsMeasured(String route) throws IOException {
        check(route, 0, bytesPerEntry(route, false));
        check(route, 2, bytesPerEntry(route, true));
    }
}
