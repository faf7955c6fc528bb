package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.Consumed;
import io.blindhop.infra.bench.Deployment;
import io.blindhop.infra.bench.Latencies;
import io.blindhop.infra.bench.RemoteStore;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.store.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Single requests whose cost is to be the same however large the store is. */
final class Requests implements Scenario {
    static final String NAME = "requests";
    static final String NEW_PROCESS = ", new process";

    private static final int WARM = 50;
    private static final int COLD = 5;
    /** In so many the index is brought up to date twice. */
    private static final int BATCHES = 8;

    private static final int PAGE = 1_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Sizes sizes() {
        return UsualSizes.LARGE;
    }

    /** A question to a store that was grown; {@code number} of the request. */
    private interface Question {
        void ask(RemoteStore store, int number);
    }

    @Override
    public void run(TestBed bed, OptionalLong size, Sheet sheet) {
        TestBed.Grown grown = bed.grown(size.orElseThrow());
        List<ArrivedEntry> first = grown.first();
        warm(bed, grown, sheet, "head", (store, _) -> store.head());
        page(bed, grown, size.orElseThrow(), sheet);
        lookUps(
                bed,
                grown,
                sheet,
                "look-up by id",
                (store, number) -> store.find(first.get(number).id()));
        lookUps(
                bed,
                grown,
                sheet,
                "look-up by document",
                (store, number) ->
                        store.findDocument(first.get(number).metadata().docId()));
        lookUps(
                bed,
                grown,
                sheet,
                "plan of a document",
                (store, number) -> store.plan(first.get(number).metadata().docId()));
        put(bed, grown, sheet);
    }

    private static void lookUps(TestBed bed, TestBed.Grown grown, Sheet sheet, String name, Question question) {
        warm(bed, grown, sheet, name, question);
        cold(bed, grown, sheet, name + NEW_PROCESS, question);
    }

    private static void warm(TestBed bed, TestBed.Grown grown, Sheet sheet, String name, Question question) {
        Latencies latencies = new Latencies();
        RemoteStore store = bed.deployment().tenant().asReader(grown.dbId());
        for (int i = 0; i < WARM; i++) {
            question.ask(store, i);
        }
        RemoteStore timed = store.timedBy(latencies);
        Consumed consumed = bed.deployment().measured(() -> {
            for (int i = 0; i < WARM; i++) {
                question.ask(timed, i);
            }
        });
        Sheet.Part part = sheet.part(name, "request").costs(consumed, WARM, 0);
        latencies.routes().forEach(route -> part.times(latencies, route.name()));
    }

    private static void cold(TestBed bed, TestBed.Grown grown, Sheet sheet, String name, Question question) {
        Deployment deployment = bed.deployment();
        RemoteStore store = deployment.tenant().asReader(grown.dbId());
        Consumed consumed = deployment.measured(() -> {
            for (int i = 0; i < COLD; i++) {
                question.ask(deployment.cold(store), i);
            }
        });
        sheet.part(name, "request").costs(consumed, COLD, 0);
    }

    /** A page in the middle of the store and of a commit. */
    private static void page(TestBed bed, TestBed.Grown grown, long size, Sheet sheet) {
        long after = Math.max(0, size - PAGE) / 2 + 7;
        warm(
                bed,
                grown,
                sheet,
                "scan page of 1,000",
                (store, _) -> store.scan(Optional.of(new Cursor(after, "seen")), PAGE));
    }

    private static void put(TestBed bed, TestBed.Grown grown, Sheet sheet) {
        Latencies latencies = new Latencies();
        RemoteStore store = bed.deployment().tenant().asWriter(grown.dbId()).timedBy(latencies);
        List<List<ArrivedEntry>> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(bed.entries(TestBed.BATCH));
        }
        Consumed consumed = bed.deployment().measured(() -> batches.forEach(store::push));
        sheet.part("push of " + TestBed.BATCH, "push")
                .costs(consumed, BATCHES, (long) BATCHES * TestBed.BATCH)
                .times(latencies, "putEntriesBinary");
    }
}
