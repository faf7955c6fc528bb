package io.blindhop.functions.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpHandler;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.RequestLog;
import io.blindhop.functions.http.ResponseBody;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.store.SettableClock;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.InMemoryTable;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.TableMeter;
import io.blindhop.store.s3.Parallel;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose call it was, whichever thread made it. */
class AttributionTest {
    private final SettableClock clock = new SettableClock(1_795_341_792_000L);
    private final InMemoryTable table = new InMemoryTable(new Meters());
    private final Map<String, RequestReport> reports = new ConcurrentHashMap<>();

    private HttpHandler observed(HttpHandler handler) {
        return new RequestLog(
                handler, HttpRequest::target, clock, () -> "an id", report -> reports.put(report.route(), report));
    }

    private static HttpRequest request(String method, String target) {
        return new HttpRequest(method, target, Headers.none(), Bytes.empty(), "127.0.0.1");
    }

    private void read() {
        table.get(new Key("p", "s"), Consistency.STRONG);
    }

    private void query() {
        table.query(Query.prefix("p", "s", 1, Consistency.STRONG));
    }

    private long calls(String target, TableMeter.Operation operation) {
        return reports.get(target).figures().usage().ofTable(operation).calls();
    }

    @Test
    void requestsThatRunAtTheSameTimeDoNotMix() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        HttpHandler handler = observed(request -> {
            for (int i = 0; i < 50; i++) {
                await(together);
                if (request.target().equals("/reads")) {
                    read();
                } else {
                    query();
                }
            }
            return HttpResponse.empty(204);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse> reads = threads.submit(() -> handler.handle(request("GET", "/reads")));
            Future<HttpResponse> queries = threads.submit(() -> handler.handle(request("GET", "/queries")));
            reads.get();
            queries.get();
        }
        assertThat(calls("/reads", TableMeter.Operation.GET_ITEM)).isEqualTo(50);
        assertThat(calls("/reads", TableMeter.Operation.QUERY)).isZero();
        assertThat(calls("/queries", TableMeter.Operation.QUERY)).isEqualTo(50);
        assertThat(calls("/queries", TableMeter.Operation.GET_ITEM)).isZero();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void callsOnTheThreadsOfParallelCount() {
        observed(request -> {
                    Parallel.map(IntStream.range(0, 100).boxed().toList(), i -> {
                        Parallel.map(IntStream.range(0, 3).boxed().toList(), j -> {
                            read();
                            return j;
                        });
                        return i;
                    });
                    return HttpResponse.empty(204);
                })
                .handle(request("GET", "/parallel"));
        assertThat(calls("/parallel", TableMeter.Operation.GET_ITEM)).isEqualTo(300);
        assertThat(reports.get("/parallel").figures().usage().ofTable().readUnits())
                .isEqualTo(300);
    }

    @Test
    void halfUnitsAddUp() {
        observed(request -> {
                    for (int i = 0; i < 5; i++) {
                        table.get(new Key("p", "s"), Consistency.EVENTUAL);
                    }
                    return HttpResponse.empty(204);
                })
                .handle(request("GET", "/halves"));
        assertThat(reports.get("/halves").figures().usage().ofTable().readUnits())
                .isEqualTo(2.5);
    }

    @Test
    void callsOfNobodyAreNobodys() {
        read();
        observed(request -> HttpResponse.empty(204)).handle(request("GET", "/idle"));
        read();
        assertThat(calls("/idle", TableMeter.Operation.GET_ITEM)).isZero();
    }

    @Test
    void aRequestThatKillsItsHandlerIsTold() {
        assertThatThrownBy(() -> observed(request -> {
                            read();
                            throw new AssertionError("bug");
                        })
                        .handle(request("GET", "/bug")))
                .isInstanceOf(AssertionError.class);
        assertThat(reports.get("/bug").status()).isEqualTo(500);
        assertThat(reports.get("/bug").isFault()).isTrue();
        assertThat(calls("/bug", TableMeter.Operation.GET_ITEM)).isEqualTo(1);
    }

    @Test
    void theTimeOfAStreamIsThatUntilItsEnd() throws IOException {
        HttpResponse response = observed(request -> {
                    clock.set(clock.millis() + 20);
                    return HttpResponse.streamed(200, HttpResponse.OCTETS, out -> {
                        read();
                        out.write(new byte[7]);
                        clock.set(clock.millis() + 300);
                    });
                })
                .handle(request("GET", "/stream"));
        assertThat(reports).isEmpty();

        ((ResponseBody.Streamed) response.body()).writer().write(OutputStream.nullOutputStream());

        assertThat(reports.get("/stream").durationMillis()).isEqualTo(320);
        assertThat(reports.get("/stream").endMillis()).isEqualTo(clock.millis());
        assertThat(reports.get("/stream").bytesOut()).isEqualTo(7);
        assertThat(calls("/stream", TableMeter.Operation.GET_ITEM)).isEqualTo(1);
    }

    @Test
    void aBodyThatIsShorterThanPromisedIsCut() {
        HttpResponse response = observed(
                        request -> HttpResponse.streamed(200, HttpResponse.OCTETS, 5, out -> out.write(new byte[3])))
                .handle(request("GET", "/short"));

        assertThatThrownBy(
                        () -> ((ResponseBody.Streamed) response.body()).writer().write(OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class);

        assertThat(reports.get("/short").cut()).isTrue();
        assertThat(reports.get("/short").error()).hasValue(ErrorKind.INTERNAL);
    }

    @Test
    void anAnswerToHeadHasNoBodyThatItCouldWaitFor() {
        observed(request -> HttpResponse.streamed(200, HttpResponse.OCTETS, out -> out.write(1)))
                .handle(request("HEAD", "/head"));
        assertThat(reports.get("/head").bytesOut()).isZero();
        assertThat(reports.get("/head").cut()).isFalse();
    }
}
