package io.blindhop.infra.aws.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.infra.emulators.DynamoDbLocalProcess;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.dynamo.aws.DynamoClients;
import io.blindhop.store.dynamo.aws.DynamoDbTable;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.calls.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the table does when DynamoDB does not. */
@Timeout(60)
class DynamoFaultsTest {
    private static final Item ROW = Item.of(new Key("p", "s")).whole("n", 1).build();
    private static String tableName;

    private final TimeOnTheClock time = new TimeOnTheClock(Duration.ofMinutes(1));
    private FaultyService service;
    private DynamoDbClient client;
    private Table table;

    @BeforeAll
    static void createTheTable() {
        try (DynamoDbClient direct = DynamoDbLocalProcess.client()) {
            tableName = DynamoDbLocalProcess.newTable(direct);
        }
    }

    @BeforeEach
    void connect() {
        long seed = new Random().nextLong();
        System.out.println("DynamoFaultsTest seed " + seed);
        service = FaultyService.before(DynamoDbLocalProcess.endpoint());
        Backoff backoff = time.backoff(new Random(seed));
        client = FaultyClients.dynamo(DynamoClients.builder(backoff), service);
        table = new DynamoDbTable(client, tableName, TableMeter.NONE, backoff);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        service.close();
    }

    static List<Fault> faults() {
        return List.of(
                said(400, "ThrottlingException"),
                said(400, "RequestLimitExceeded"),
                said(400, "ProvisionedThroughputExceededException"),
                said(400, "TransactionConflictException"),
                said(500, "InternalServerError"),
                said(503, "ServiceUnavailable"),
                new Fault.Reset(),
                new Fault.LostAnswer(),
                new Fault.CutAnswer());
    }

    private static Fault said(int status, String code) {
        return said(status, code, "");
    }

    private static Fault said(int status, String code, String date) {
        String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"planned\"}";
        return new Fault.Answer(status, "application/x-amz-json-1.0", body, date);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultThatPassesIsNotNoticed(Fault fault) {
        AtomicInteger asked = new AtomicInteger();
        service.plan(operation -> asked.getAndIncrement() < 2 ? fault : new Fault.None());
        table.putAll(List.of(ROW));
        assertThat(service.operations()).containsExactly("BatchWriteItem", "BatchWriteItem", "BatchWriteItem");
        assertThat(time.waits()).hasSize(2);
        assertThat(table.get(ROW.key(), Consistency.STRONG)).contains(ROW);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultThatStaysIsUnavailabilityAfterEightTriesWithRandomWaits(Fault fault) {
        service.plan(operation -> fault);
        assertThatThrownBy(() -> table.get(ROW.key(), Consistency.STRONG))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(service.operations()).hasSize(8);
        assertThat(time.waits()).hasSize(7);
        assertThat(new HashSet<>(time.waits())).hasSizeGreaterThan(5);
        for (int i = 0; i < 7; i++) {
            long bound = Math.min(2000, 50L << i);
            assertThat(time.waits().get(i)).isBetween(Duration.ZERO, Duration.ofMillis(bound));
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void noWaitAndNoTryOutlastsTheTimeLeft(Fault fault) {
        time.reset(Backoff.RESERVE.plusMillis(150));
        service.plan(operation -> fault);
        assertThatThrownBy(() -> table.query(Query.prefix("p", "", 1, Consistency.STRONG)))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(service.operations()).hasSizeBetween(1, 8);
        assertThat(time.left()).isGreaterThan(Backoff.RESERVE);
    }

    @Test
    void withoutTimeLeftNothingIsAskedForAtAll() {
        time.reset(Backoff.RESERVE);
        service.plan(operation -> new Fault.None());
        assertThatThrownBy(() -> table.get(ROW.key(), Consistency.STRONG))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(service.operations()).isEmpty();
    }

    /** The clock of the test stands still meanwhile: what ends the call is the limit that was set when it began. */
    @Test
    void aServiceThatSaysNothingIsNotWaitedForLongerThanTheTimeLeft() {
        time.reset(Backoff.RESERVE.plusMillis(300));
        service.plan(operation -> new Fault.Silence());
        assertThatThrownBy(() -> table.get(ROW.key(), Consistency.STRONG))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(service.operations()).hasSize(1);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aClientWhoseCallsAllFailSoonTriesEachOnce() {
        service.plan(operation -> said(400, "ThrottlingException"));
        int tries = 0;
        for (int call = 0; call < 40; call++) {
            time.reset(Duration.ofMinutes(1));
            tries = service.operations().size();
            assertThatThrownBy(() -> table.get(ROW.key(), Consistency.STRONG))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(service.operations().size() - tries).isEqualTo(1);
    }

    @Test
    void aClockThatIsWrongIsSetByTheAnswer() {
        String inThreeHours = java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC).plusHours(3));
        AtomicInteger asked = new AtomicInteger();
        service.plan(operation ->
                asked.getAndIncrement() == 0 ? said(400, "InvalidSignatureException", inThreeHours) : new Fault.None());
        table.get(ROW.key(), Consistency.STRONG);
        assertThat(service.headers("X-Amz-Date")).hasSize(2);
        assertThat(FaultyClients.signedAt(service.headers("X-Amz-Date").get(1)))
                .isAfter(FaultyClients.signedAt(service.headers("X-Amz-Date").get(0))
                        .plus(Duration.ofHours(2)));
    }

    @Test
    void aConditionalWriteWhoseAnswerIsLostMeetsItsOwnItem() {
        Item own = Item.of(new Key("p", "own")).whole("n", 7).build();
        AtomicInteger asked = new AtomicInteger();
        service.plan(operation -> asked.getAndIncrement() == 0 ? new Fault.LostAnswer() : new Fault.None());
        assertThatThrownBy(() -> table.put(own, Condition.ABSENT))
                .isInstanceOfSatisfying(
                        io.blindhop.store.dynamo.table.ConditionFailedException.class,
                        met -> assertThat(met.current()).contains(own));
    }

    @Test
    void ofABatchThatIsProcessedInPartsNothingIsLost() {
        List<Item> items = IntStream.range(0, 60)
                .mapToObj(n -> Item.of(new Key("parts", "%03d".formatted(n)))
                        .whole("n", n)
                        .build())
                .toList();
        AtomicInteger asked = new AtomicInteger();
        service.plan(operation ->
                operation.startsWith("Batch") ? new Fault.Partly(asked.getAndIncrement() % 4) : new Fault.None());
        table.putAll(items);
        assertThat(table.query(Query.prefix("parts", "", 100, Consistency.STRONG)))
                .containsExactlyElementsOf(items);
        assertThat(table.getAll(items.stream().map(Item::key).toList(), Consistency.STRONG))
                .hasSize(60);
        table.deleteAll(items.stream().map(Item::key).toList());
        assertThat(table.query(Query.prefix("parts", "", 100, Consistency.STRONG)))
                .isEmpty();
    }

    @Test
    void aBatchOfWhichNothingIsProcessedAnyMoreIsUnavailability() {
        AtomicInteger asked = new AtomicInteger();
        service.plan(operation -> new Fault.Partly(asked.getAndIncrement() == 0 ? 3 : 0));
        List<Item> items = IntStream.range(0, 10)
                .mapToObj(n -> Item.of(new Key("stuck", "%03d".formatted(n))).build())
                .toList();
        assertThatThrownBy(() -> table.putAll(items))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("7 items still left unprocessed after 8 attempts");
        assertThat(service.operations()).hasSize(9);
    }
}
