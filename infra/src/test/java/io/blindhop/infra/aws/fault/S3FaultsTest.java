package io.blindhop.infra.aws.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.infra.emulators.S3ProxyProcess;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.StoreUnavailableException;
import io.blindhop.store.s3.aws.S3BlobStore;
import io.blindhop.store.s3.aws.S3Clients;
import io.blindhop.store.s3.blob.BlobMeter;
import io.blindhop.store.s3.blob.BlobStore;
import io.blindhop.store.s3.calls.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;

/** What the objects do when S3 does not. */
@Timeout(60)
class S3FaultsTest {
    private static final Bytes BYTES = Bytes.utf8("some bytes that are longer than what is cut off");
    private static String bucket;

    private final TimeOnTheClock time = new TimeOnTheClock(Duration.ofMinutes(1));
    private FaultyService service;
    private S3Client client;
    private BlobStore blobs;

    @BeforeAll
    static void createTheBucket() {
        try (S3Client direct = S3ProxyProcess.client()) {
            bucket = S3ProxyProcess.newBucket(direct);
        }
    }

    @BeforeEach
    void connect() {
        long seed = new Random().nextLong();
        System.out.println("S3FaultsTest seed " + seed);
        service = FaultyService.before(S3ProxyProcess.endpoint());
        Backoff backoff = time.backoff(new Random(seed));
        client = FaultyClients.s3(S3Clients.builder(backoff), service);
        blobs = new S3BlobStore(client, bucket, BlobMeter.NONE, backoff);
        blobs.put("there", List.of(BYTES));
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        service.close();
    }

    static List<Fault> faults() {
        return List.of(
                said(503, "SlowDown"),
                said(409, "OperationAborted"),
                said(412, "PreconditionFailed"),
                said(500, "InternalError"),
                said(503, "ServiceUnavailable"),
                said(400, "RequestTimeout"),
                new Fault.Reset(),
                new Fault.LostAnswer(),
                new Fault.CutAnswer());
    }

    private static Fault said(int status, String code) {
        return said(status, code, "");
    }

    private static Fault said(int status, String code, String date) {
        return new Fault.Answer(
                status, "application/xml", "<Error><Code>" + code + "</Code><Message>planned</Message></Error>", date);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultThatPassesIsNotNoticed(Fault fault) {
        AtomicInteger asked = new AtomicInteger();
        service.plan(operation -> asked.getAndIncrement() < 2 ? fault : new Fault.None());
        assertThat(blobs.get("there", 0, BYTES.length())).contains(BYTES);
        asked.set(0);
        String name = "put/" + fault.hashCode();
        blobs.put(name, List.of(BYTES));
        assertThat(blobs.get(name, 0, BYTES.length())).contains(BYTES);
        assertThat(time.waits()).isNotEmpty();
    }

    /** Of a put only the first line of the answer counts, so it cannot be cut. */
    static List<Fault> faultsOfPuts() {
        return faults().stream()
                .filter(fault -> !(fault instanceof Fault.CutAnswer))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("faultsOfPuts")
    void aPutThatAlwaysFailsIsUnavailabilityAfterEightTriesWithRandomWaits(Fault fault) {
        service.plan(operation -> fault);
        assertThatThrownBy(() -> blobs.put("never", List.of(BYTES))).isInstanceOf(StoreUnavailableException.class);
        assertThat(service.operations()).hasSize(8);
        assertThat(time.waits()).hasSize(7).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aGetThatAlwaysFailsIsUnavailabilityAfterEightTriesWithRandomWaits(Fault fault) {
        service.plan(operation -> fault);
        assertThatThrownBy(() -> blobs.get("there", 0, BYTES.length())).isInstanceOf(StoreUnavailableException.class);
        // The JDK repeats a GET once of its own accord when a connection breaks.
        assertThat(service.operations()).hasSizeBetween(8, 16);
        assertThat(time.waits()).hasSize(7).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void noWaitAndNoTryOutlastsTheTimeLeft(Fault fault) {
        time.reset(Backoff.RESERVE.plusMillis(150));
        service.plan(operation -> fault);
        assertThatThrownBy(() -> blobs.get("there", 0, 1)).isInstanceOf(StoreUnavailableException.class);
        assertThat(time.left()).isGreaterThan(Backoff.RESERVE);
    }

    @Test
    void aServiceThatSaysNothingIsNotWaitedForLongerThanTheTimeLeft() {
        time.reset(Backoff.RESERVE.plusMillis(300));
        service.plan(operation -> new Fault.Silence());
        assertThatThrownBy(() -> blobs.put("never", List.of(BYTES))).isInstanceOf(StoreUnavailableException.class);
        assertThat(service.operations()).hasSize(1);
    }

    @Test
    void aClockThatIsWrongIsSetByTheAnswer() {
        String inThreeHours = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(3));
        service.plan(operation -> said(403, "RequestTimeTooSkewed", inThreeHours));
        assertThatThrownBy(() -> blobs.put("never", List.of(BYTES))).isInstanceOf(StoreUnavailableException.class);
        List<String> dates = service.headers("X-Amz-Date");
        assertThat(FaultyClients.signedAt(dates.get(1)))
                .isAfter(FaultyClients.signedAt(dates.get(0)).plus(Duration.ofHours(2)));
    }

    @Test
    void whatADeletionLeavesIsDeletedAgain() {
        blobs.put("first", List.of(BYTES));
        blobs.put("second", List.of(BYTES));
        AtomicInteger asked = new AtomicInteger();
        service.plan(operation -> asked.getAndIncrement() == 0 ? notRemoved("SlowDown") : new Fault.None());
        blobs.delete(List.of("first", "second"));
        assertThat(service.operations()).hasSize(2);
        // The first answer was made up, so what it does not name is still there: what was asked again for is gone.
        assertThat(blobs.get("second", 0, 1)).isEmpty();
    }

    @Test
    void aDeletionThatIsNeverFinishedIsUnavailability() {
        service.plan(operation -> notRemoved("InternalError"));
        assertThatThrownBy(() -> blobs.delete(List.of("second")))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("1 objects not removed");
        assertThat(service.operations()).hasSize(8);
    }

    @Test
    void aDeletionThatIsForbiddenIsNotTriedAgain() {
        service.plan(operation -> notRemoved("AccessDenied"));
        assertThatThrownBy(() -> blobs.delete(List.of("second")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("second")
                .hasMessageContaining("AccessDenied");
        assertThat(service.operations()).hasSize(1);
    }

    private static Fault notRemoved(String code) {
        return new Fault.Answer(
                200,
                "application/xml",
                "<DeleteResult><Error><Key>second</Key><Code>" + code + "</Code><Message>planned</Message></Error>"
                        + "</DeleteResult>",
                "");
    }
}
