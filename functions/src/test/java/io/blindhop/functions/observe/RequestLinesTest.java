package io.blindhop.functions.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestNode;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.PeerGoneException;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every member of a line changes with what it says. */
class RequestLinesTest {
    private final TestNode node = new TestNode();
    private final TestEntries entries = Person.ALICE.entries(1);
    /** Too large together for the row of their commit: they are in an object. */
    private final List<ArrivedEntry> three =
            List.of(entries.docCreate("a", 5_000), entries.docCreate("b", 5_000), entries.docCreate("c", 5_000));

    private TestTenant tenant;
    private StoreClient notes;

    @BeforeEach
    void aliceMayWrite() {
        tenant = node.register(TestTenant.RECORDED).grant();
        notes = tenant.login(Person.ALICE).docs("notes");
        node.calls().reset();
    }

    @AfterEach
    void everyLineIsMetrics() {
        node.requests().lines().forEach(EmbeddedMetricRules::metricsOf);
        node.close();
    }

    private Map<String, Double> metrics() {
        return EmbeddedMetricRules.metricsOf(node.requests().lines().getLast());
    }

    private static Map<String, Long> calls(JsonNode line) {
        Map<String, Long> calls = new TreeMap<>();
        for (String kind : List.of("tableCalls", "blobCalls")) {
            line.get(kind)
                    .properties()
                    .forEach(call -> calls.put(call.getKey(), call.getValue().asLong()));
        }
        return calls;
    }

    @Test
    void aPushIsALineOfItsOwn() {
        int before = node.requests().lines().size();
        notes.putBinary(three).ok();

        JsonNode line = node.requests().last();
        assertThat(node.requests().lines()).hasSize(before + 1);
        assertThat(line.get("operation").asText()).isEqualTo("POST /:tenantId/sync/:kind/putEntriesBinary");
        assertThat(line.get("OperationClass").asText()).isEqualTo("push");
        assertThat(line.get("Function").asText()).isEqualTo("sync-test");
        assertThat(line.get("tenant").asText()).isEqualTo(TestTenant.RECORDED);
        assertThat(line.get("status").asInt()).isEqualTo(200);
        assertThat(line.get("cut").asBoolean()).isFalse();
        assertThat(line.get("coldStart").asBoolean()).isFalse();
        assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(TestNode.START);
        assertThat(line.get("time").asText()).isEqualTo("2026-11-22T10:03:12Z");
        assertThat(line.get("Duration").asLong()).isZero();
        assertThat(line.has("ErrorKind")).isFalse();
        assertThat(line.has("traceId")).isFalse();
    }

    @Test
    void bytesAreThoseOfTheBodies() {
        Bytes body = WireEntries.frames("notes", three);
        Bytes answer = notes.putFrames(body).ok().body();

        assertThat(metrics()).containsEntry("BytesIn", (double) body.length()).containsEntry("BytesOut", (double)
                answer.length());
    }

    @Test
    void entriesAreCountedOnTheirWayInAndOut() {
        notes.putBinary(three).ok();
        assertThat(metrics()).containsEntry("EntriesIn", 3.0).doesNotContainKey("EntriesRejected");

        notes.pullBinary(List.of(three.get(0).id(), three.get(2).id(), "unknown"));
        assertThat(metrics()).containsEntry("EntriesOut", 2.0).doesNotContainKey("EntriesIn");
        notes.pullHybrid(List.of(three.get(0).id()));
        assertThat(metrics()).containsEntry("EntriesOut", 1.0);
        notes.pullWithSessionKey(notes.ids());
        assertThat(metrics()).containsEntry("EntriesOut", 3.0);

        notes.putBinary(List.of(Person.MALLORY.entries(2).docCreate("x"), entries.docCreate("d")))
                .ok();
        assertThat(metrics()).containsEntry("EntriesIn", 1.0).containsEntry("EntriesRejected", 1.0);
    }

    @Test
    void callsAndUnitsAreThoseThatTheAdaptersCounted() {
        notes.putBinary(three).ok();
        assertCounted();
        notes.scan(NullNode.getInstance(), 10);
        assertCounted();
        notes.pullBinary(notes.ids());
        node.calls().reset();
        notes.pullBinary(List.of(three.getFirst().id()));
        assertThat(node.requests().last().at("/blobCalls/GET").asInt())
                .as("read while the answer is written")
                .isEqualTo(1);
        assertCounted();
    }

    private void assertCounted() {
        JsonNode line = node.requests().last();
        assertThat(calls(line)).isEqualTo(node.calls().byName()).isNotEmpty();
        assertThat(line.get("ReadUnits").asDouble()).isEqualTo(node.calls().readUnits());
        assertThat(line.get("WriteUnits").asDouble()).isEqualTo(node.calls().writeUnits());
        node.calls().reset();
    }

    @Test
    void aLineSaysWhatItsRequestCost() {
        notes.putBinary(three).ok();

        JsonNode line = node.requests().last();
        JsonNode cost = line.get("microUsd");
        double table = 0.125 * line.get("ReadUnits").asDouble()
                + 0.625 * line.get("WriteUnits").asDouble();
        double blobs = 5 * line.at("/blobCalls/PUT").asDouble();
        assertThat(cost.get("table").asDouble()).isPositive().isCloseTo(table, within(0.001));
        assertThat(cost.get("blobs").asDouble()).isCloseTo(blobs, within(0.001));
        assertThat(cost.get("function").asDouble()).as("the clock stands still").isEqualTo(0.2);
        assertThat(cost.get("sum").asDouble()).isCloseTo(table + blobs + 0.2, within(0.002));
        assertThat(cost.get("transfer").asDouble())
                .isCloseTo(0.09 * line.get("BytesOut").asDouble() / 1000, within(0.001));
        assertThat(line.get("memoryMegabytes").asInt()).isEqualTo(512);
        assertThat(metrics()).as("a metric costs money").doesNotContainKeys("microUsd", "memoryMegabytes");
    }

    @Test
    void bytesOfBlobsAreThoseOfThePayloads() {
        notes.putBinary(three).ok();
        long stored =
                three.stream().mapToLong(entry -> entry.payload().length()).sum();
        assertThat(node.requests().last().get("blobBytesWritten").asLong()).isEqualTo(stored);
        assertThat(node.requests().last().get("blobBytesRead").asLong()).isZero();

        notes.pullBinary(
                List.of(three.get(0).id(), three.get(1).id(), three.get(2).id()));
        assertThat(node.requests().last().get("blobBytesRead").asLong()).isEqualTo(stored);
    }

    @Test
    void aLostRaceForACommitIsARetry() {
        notes.putBinary(three.subList(0, 1)).ok();
        assertThat(metrics()).doesNotContainKey("ContentionRetries");
        try (TestNode other = node.anotherProcess()) {
            StoreClient there = new Session(
                            other,
                            tenant.id(),
                            Person.ALICE,
                            tenant.login(Person.ALICE).token())
                    .docs("notes");
            node.beforeNextCommit(() -> there.putBinary(three.subList(1, 2)).ok());

            notes.putBinary(three.subList(2, 3)).ok();

            assertThat(metrics()).containsEntry("ContentionRetries", 1.0).containsEntry("EntriesIn", 1.0);
            assertThat(other.requests().last().get("ContentionRetries").asInt()).isZero();
        }
    }

    @Test
    void errorsAreToldByTheirKind() throws IOException {
        assertThat(kindOf("GET", "/" + tenant.id() + "/sync/docs/capabilities?dbId=notes"))
                .isEqualTo("401 unauthorized");
        assertThat(kindOf("GET", "/" + tenant.id() + "/nowhere")).isEqualTo("404 not-found");
        assertThat(kindOf("POST", "/" + tenant.id() + "/auth/challenge")).isEqualTo("400 invalid");
        assertThat(metrics()).containsEntry("Errors", 1.0).doesNotContainKey("Faults");
    }

    private String kindOf(String method, String target) throws IOException {
        node.send(new HttpRequest(method, target, Headers.none(), Bytes.empty(), "127.0.0.1"));
        JsonNode line = node.requests().last();
        return line.get("status").asText() + " " + line.get("ErrorKind").asText();
    }

    @Test
    void aTenantThatDoesNotExistIsNotNamed() throws IOException {
        kindOf("GET", "/whatever_somebody_writes/sync/docs/capabilities?dbId=notes");
        kindOf("POST", "/whatever_somebody_writes/auth/challenge");
        kindOf("GET", "/whatever_somebody_writes");
        kindOf("whatever_somebody_writes", "/health");
        assertThat(node.requests().last().get("operation").asText()).isEqualTo("- /health");
        assertThat(node.requests().lines()).noneMatch(line -> line.contains("whatever"));
    }

    private HttpResponse pull(List<ArrivedEntry> wanted) {
        Bytes body = Bytes.utf8(
                StoreClient.withIds(wanted.stream().map(ArrivedEntry::id).toList())
                        .put("dbId", "notes")
                        .toString());
        Headers headers = Headers.of(
                "Authorization", "Bearer " + tenant.login(Person.ALICE).token());
        return node.handle(
                new HttpRequest("POST", "/" + tenant.id() + "/sync/docs/getEntriesBinary", headers, body, "127.0.0.1"));
    }

    private static void write(HttpResponse response, OutputStream out) throws IOException {
        ((ResponseBody.Streamed) response.body()).writer().write(out);
    }

    @Test
    void aStreamThatTheClientLeavesIsCutAndNoFault() {
        notes.putBinary(three).ok();
        HttpResponse response = pull(three);
        OutputStream leaving = new OutputStream() {
            private long taken;

            @Override
            public void write(int b) throws IOException {
                if (++taken > 1000) {
                    throw new PeerGoneException("gone");
                }
            }
        };

        assertThatThrownBy(() -> write(response, leaving)).isInstanceOf(PeerGoneException.class);

        JsonNode line = node.requests().last();
        assertThat(line.get("status").asInt()).isEqualTo(200);
        assertThat(line.get("cut").asBoolean()).isTrue();
        assertThat(line.get("ErrorKind").asText()).isEqualTo("client-gone");
        assertThat(line.get("BytesOut").asLong()).isLessThanOrEqualTo(1000);
        assertThat(line.get("EntriesOut").asInt()).isLessThan(3);
        assertThat(metrics()).containsEntry("Errors", 1.0).doesNotContainKey("Faults");
    }

    @Test
    void aStreamThatFailsIsCutAndAFaultWithItsIncident() {
        notes.putBinary(three).ok();
        HttpResponse response = pull(three);
        node.loseObjects();

        assertThatThrownBy(() -> write(response, OutputStream.nullOutputStream()))
                .hasMessageContaining("incident "
                        + Optional.of(node.requests().last().get("incidentId"))
                                .get()
                                .asText());

        JsonNode line = node.requests().last();
        assertThat(line.get("cut").asBoolean()).isTrue();
        assertThat(line.get("ErrorKind").asText()).isEqualTo("corrupt");
        assertThat(metrics()).containsEntry("Errors", 1.0).containsEntry("Faults", 1.0);
    }

    @Test
    void theTraceOfTheSenderIsInTheLine() throws IOException {
        String id = "0af7651916cd43dd8448eb211c80319c";
        node.send(health(Headers.of("traceparent", "00-" + id + "-b7ad6b7169203331-01")));
        assertThat(node.requests().last().get("traceId").asText()).isEqualTo(id);
        node.send(health(Headers.of("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0")));
        assertThat(node.requests().last().get("traceId").asText()).isEqualTo("1-5759e988-bd862e3fe1be46a994272793");
        node.send(health(Headers.of("traceparent", "00-\"}{\"-b7ad6b7169203331-01")));
        assertThat(node.requests().last().has("traceId")).isFalse();
    }

    @Test
    void thePlatformSaysWhatTheRequestIsCalledAndWhetherItIsTheFirst() throws IOException {
        Invocations invocations = new Invocations();
        String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        Headers other = Headers.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        invocations.call("8476a536-e9f4-11e8-9739-2dfe598c3fcd", trace, () -> node.send(health(other)));

        JsonNode first = node.requests().last();
        assertThat(first.get("requestId").asText()).isEqualTo("8476a536-e9f4-11e8-9739-2dfe598c3fcd");
        assertThat(first.get("traceId").asText()).isEqualTo("1-5759e988-bd862e3fe1be46a994272793");
        assertThat(first.get("coldStart").asBoolean()).isTrue();
        assertThat(metrics()).containsEntry("ColdStarts", 1.0);

        invocations.call("next", "", () -> node.send(health(Headers.none())));
        assertThat(node.requests().last().get("requestId").asText()).isEqualTo("next");
        assertThat(metrics()).doesNotContainKey("ColdStarts");
    }

    private static HttpRequest health(Headers headers) {
        return new HttpRequest("GET", "/health", headers, Bytes.empty(), "127.0.0.1");
    }
}
