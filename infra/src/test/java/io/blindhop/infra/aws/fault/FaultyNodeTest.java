package io.blindhop.infra.aws.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blindhop.functions.fixture.Answer;
import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.StoreClient;
import io.blindhop.functions.fixture.TestTenant;
import io.blindhop.functions.fixture.WireEntries;
import io.blindhop.infra.aws.NodeOnAws;
import io.blindhop.infra.emulators.DynamoDbLocalProcess;
import io.blindhop.infra.emulators.S3ProxyProcess;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.RecordedEntries;
import io.blindhop.protocol.entry.TestEntries;
import io.blindhop.store.dynamo.aws.DynamoClients;
import io.blindhop.store.dynamo.aws.DynamoDbTable;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.aws.S3BlobStore;
import io.blindhop.store.s3.aws.S3Clients;
import io.blindhop.store.s3.blob.BlobMeter;
import io.blindhop.store.s3.calls.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What a client of a node sees when the services behind it do not answer as they should. */
@Timeout(300)
class FaultyNodeTest {
    private static final Duration INVOCATION = Duration.ofSeconds(20);
    /** More than a push makes. */
    private static final int CALLS = 60;

    private static final Set<String> CONDITIONAL = Set.of("PutItem", "UpdateItem", "DeleteItem");

    private final TimeOnTheClock time = new TimeOnTheClock(INVOCATION);
    private final TestEntries entries = Person.ALICE.entries(1);
    private FaultyService tableService;
    private FaultyService objectService;
    private DynamoDbClient dynamo;
    private S3Client s3;
    private NodeOnAws node;
    private TestTenant tenant;

    @BeforeEach
    void start() {
        long seed = new Random().nextLong();
        System.out.println("FaultyNodeTest seed " + seed);
        tableService = FaultyService.before(DynamoDbLocalProcess.endpoint());
        objectService = FaultyService.before(S3ProxyProcess.endpoint());
        Backoff backoff = time.backoff(new Random(seed));
        dynamo = FaultyClients.dynamo(DynamoClients.builder(backoff), tableService);
        s3 = FaultyClients.s3(S3Clients.builder(backoff), objectService);
        node = new NodeOnAws(
                new DynamoDbTable(dynamo, DynamoDbLocalProcess.newTable(dynamo), TableMeter.NONE, backoff),
                new S3BlobStore(s3, S3ProxyProcess.newBucket(s3), BlobMeter.NONE, backoff),
                backoff);
        tenant = TestTenant.register(node, TestTenant.RECORDED).grant();
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
        dynamo.close();
        s3.close();
        tableService.close();
        objectService.close();
    }

    private void plan(Function<String, Fault> next) {
        time.reset(INVOCATION);
        tableService.plan(next);
        objectService.plan(next);
    }

    private void noFaults() {
        plan(operation -> new Fault.None());
    }

    private void expectUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().first("Retry-After")).contains("1");
        assertThat(time.left()).isGreaterThanOrEqualTo(Backoff.RESERVE);
    }

    static List<Fault> tableFaults() {
        return DynamoFaultsTest.faults();
    }

    static List<Fault> objectFaults() {
        return S3FaultsTest.faultsOfPuts();
    }

    @ParameterizedTest
    @MethodSource("tableFaults")
    void whileTheTableCannotAnswerClientsAreToldToComeBack(Fault fault) {
        StoreClient notes = tenant.login(Person.ALICE).docs("notes");
        plan(operation -> fault);
        expectUnavailable(notes.call("getStoreHead"));
    }

    @ParameterizedTest
    @MethodSource("objectFaults")
    void whileTheBucketCannotAnswerAPushIsNotAcknowledged(Fault fault) {
        StoreClient notes = tenant.login(Person.ALICE).docs("notes");
        noFaults();
        objectService.plan(operation -> fault);
        expectUnavailable(notes.putBinary(List.of(entries.docCreate("too large for its commit", 5_000))));
        noFaults();
        assertThat(notes.ids()).isEmpty();
    }

    @Test
    void aPushOverLostAnswersIsStoredOnceAndAcknowledged() {
        StoreClient notes = tenant.login(Person.ALICE).docs("notes");
        AtomicInteger asked = new AtomicInteger();
        plan(operation -> asked.getAndIncrement() % 2 == 0 ? new Fault.LostAnswer() : new Fault.None());
        ArrivedEntry entry = entries.docCreate("a_document");
        notes.putBinary(List.of(entry)).ok();
        assertThat(time.waits()).hasSizeGreaterThan(5);
        noFaults();
        assertThat(notes.ids()).containsExactly(entry.id());
        assertThat(notes.head().get("maxReceiptOrder").asLong()).isEqualTo(1);
        assertThat(notes.pullBinary(List.of(entry.id()))).containsEntry(entry.id(), entry.payload());
    }

    @Test
    void aPushInBatchesThatAreProcessedInPartsIsStoredWhole() {
        StoreClient notes = tenant.login(Person.ALICE).docs("notes");
        AtomicInteger asked = new AtomicInteger();
        plan(operation ->
                operation.startsWith("Batch") ? new Fault.Partly(asked.getAndIncrement() % 3) : new Fault.None());
        List<ArrivedEntry> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.add(entries.docCreate("document_" + i));
        }
        notes.putBinary(many).ok();
        List<String> ids = many.stream().map(ArrivedEntry::id).toList();
        assertThat(notes.hasEntries(ids)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(notes.pullBinary(ids)).hasSize(60);
    }

    /** Whichever call it is that fails, and every one after it. */
    @Test
    void aPushIsAcknowledgedWholeOrRefusedAndCanAlwaysBeRepeated() {
        StoreClient notes = tenant.login(Person.ALICE).docs("notes");
        int refused = 0;
        int call = 0;
        for (boolean failed = true; failed; call++) {
            assertThat(call).isLessThan(CALLS);
            List<ArrivedEntry> push =
                    List.of(entries.docCreate("small_" + call), entries.docCreate("large_" + call, 70_000));
            AtomicInteger asked = new AtomicInteger();
            int from = call;
            plan(operation -> asked.getAndIncrement() < from ? new Fault.None() : new Fault.Reset());
            Answer answer = notes.putBinary(push);
            failed = asked.get() > from;
            noFaults();
            if (answer.status() != 200) {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers().first("Retry-After")).contains("1");
                notes.putBinary(push).ok();
                refused++;
            }
            Map<String, Bytes> pulled =
                    notes.pullBinary(push.stream().map(ArrivedEntry::id).toList());
            assertThat(pulled).hasSize(2);
            push.forEach(entry -> assertThat(pulled).containsEntry(entry.id(), entry.payload()));
            assertThat(notes.head().get("maxReceiptOrder").asLong()).isEqualTo(2L * (call + 1));
        }
        assertThat(refused).isGreaterThan(5);
    }

    /** The first answer to every conditional write is lost, so that the SDK's second try meets the first. */
    @Test
    void aConditionalWriteThatMeetsItselfHasWon() {
        AtomicInteger writes = new AtomicInteger();
        Function<String, Fault> lossy =
                operation -> CONDITIONAL.contains(operation) && writes.getAndIncrement() % 2 == 0
                        ? new Fault.LostAnswer()
                        : new Fault.None();
        plan(lossy);
        StoreClient notes = tenant.login(Person.ALICE).docs("notes");
        notes.putBinary(List.of(entries.docCreate("a_document"))).ok();
        assertThat(notes.ids()).hasSize(1);
        noFaults();
        for (int i = 0; i < 34; i++) {
            notes.putBinary(List.of(entries.docCreate("one_" + i), entries.docCreate("two_" + i)))
                    .ok();
        }
        plan(lossy);
        notes.call("getIdBloomSummary").ok();
        assertThat(node.services().storage().blobs().list("", ""))
                .filteredOn(blob -> blob.name().contains("/bloom/"))
                .hasSize(1);
        plan(lossy);
        String operator = tenant.systemLogin(Person.SYSADMIN);
        String config = node.services().config().json();
        tenant.system(operator, "PUT", "/system/config", (ObjectNode) RecordedEntries.json(config))
                .ok();
        assertThat(node.services().config().backups()).hasSize(1);
        String path = "/system/tenants/" + tenant.id();
        tenant.system(operator, "DELETE", path, WireEntries.object()).ok();
        tenant.system(operator, "POST", path + "/restore", WireEntries.object()).ok();
        assertThat(writes.get()).isGreaterThan(10);
    }
}
