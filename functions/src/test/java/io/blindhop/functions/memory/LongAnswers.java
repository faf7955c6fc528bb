package io.blindhop.functions.memory;

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
import io.blindhop.protocol.store.StoreKind;
import io.blindhop.store.dynamo.log.LongLog;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A process that gives the longest answers there are to the longest requests, one after the other, from stores that are in its
 * own heap, and says what was left there after collections.
 */
final class LongAnswers {
    private static final int BATCH = 250;
    private static final int LONGEST_LIST = 100_000;
    private static final double MEGABYTE = 1 << 20;

    private final SmallHeap heap = new SmallHeap();
    private final TestNode node = new TestNode();
    private final Session alice =
            node.register(TestTenant.RECORDED).grant(Person.BOB).login(Person.ALICE);
    private final List<String> ids = new ArrayList<>();
    private final List<String> docIds = new ArrayList<>();

    private LongAnswers() {}

    /** @param args how many entries the large store has, and how many are pulled and planned from the other one */
    public static void main(String[] args) {
        // Threads of the node are there still, and would keep the process.
        System.exit(status(args));
    }

    private static int status(String[] args) {
        try {
            new LongAnswers().run(Long.parseLong(args[0]), Integer.parseInt(args[1]));
            return 0;
        } catch (IOException | RuntimeException | Error e) {
            e.printStackTrace();
            return 1;
        }
    }

    private void run(long entries, int documents) throws IOException {
        fill("documents", documents);
        fill("large", BATCH);
        LongLog.grow(
                node.services().storage().table(),
                node.tenant(TestTenant.RECORDED).store("large", StoreKind.DOCS),
                entries);
        IntFunction<String> unknown = i -> String.format("%024x_d_0_%013x", i, i);
        List<String> known = IntStream.range(0, LONGEST_LIST).mapToObj(unknown).toList();
        ask("getAllIds", "large", body("large"));
        ask("findNewEntries", "large", list("large", "haveIds", known));
        ask("hasEntries", "documents", list("documents", "ids", known));
        ask("getIdBloomSummary", "large", body("large"));
        ask("planDocumentMaterializationBatch", "documents", list("documents", "docIds", repeated(docIds)));
        ask("getEntriesBinary", "documents", list("documents", "ids", repeated(ids)));
        ask("getEntries", "documents", list("documents", "ids", repeated(ids)).put("sessionKeyWrap", true));
    }

    private void fill(String dbId, int count) {
        TestEntries entries = Person.ALICE.entries(count);
        for (int from = 0; from < count; from += BATCH) {
            List<ArrivedEntry> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                batch.add(entries.docCreate(entries.newDocId()));
            }
            alice.docs(dbId).putBinary(batch).ok();
            if (dbId.equals("documents")) {
                batch.forEach(entry -> ids.add(entry.id()));
                batch.forEach(entry -> docIds.add(entry.metadata().docId()));
            }
        }
    }

    private static ObjectNode body(String dbId) {
        return WireEntries.object().put("dbId", dbId);
    }

    private static ObjectNode list(String dbId, String name, List<String> texts) {
        ObjectNode body = body(dbId);
        body.set(name, WireEntries.strings(texts));
        return body;
    }

    /** As often as it takes for the longest list that fits into a request. */
    private static List<String> repeated(List<String> texts) {
        int most = Math.toIntExact(LambdaLimits.bodyBytes() - 1_000)
                / (texts.getFirst().length() + 3);
        return IntStream.range(0, Math.min(LONGEST_LIST, most))
                .mapToObj(i -> texts.get(i % texts.size()))
                .toList();
    }

    private void ask(String route, String dbId, ObjectNode body) throws IOException {
        boolean get = route.equals("getAllIds");
        String path = "/" + TestTenant.RECORDED + "/sync/docs/" + route + (get ? "?dbId=" + dbId : "");
        HttpRequest request = new HttpRequest(
                get ? "GET" : "POST",
                path,
                Headers.of("Authorization", "Bearer " + alice.token()),
                get ? Bytes.empty() : Bytes.utf8(body.toString()),
                "127.0.0.1");
        body.removeAll();
        long before = SmallHeap.now();
        heap.most();
        long length = length(node.handle(request));
        SmallHeap.now();
        System.out.printf(
                Locale.ROOT,
                "%s: request of %.1f MB, answer of %.1f MB, heap %.0f MB before and at most %.0f MB%n",
                route,
                request.body().length() / MEGABYTE,
                length / MEGABYTE,
                before / MEGABYTE,
                heap.most() / MEGABYTE);
    }

    private static long length(HttpResponse answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("status " + answer.status());
        }
        long[] length = {0};
        switch (answer.body()) {
            case ResponseBody.Empty() -> {}
            case ResponseBody.Whole(Bytes bytes) -> length[0] = bytes.length();
            case ResponseBody.Streamed(var known, var writer) ->
                writer.write(new OutputStream() {
                    @Override
                    public void write(int b) {
                        length[0]++;
                    }

                    @Override
                    public void write(byte[] bytes, int from, int count) {
                        length[0] += count;
                    }
                });
        }
        return length[0];
    }
}
