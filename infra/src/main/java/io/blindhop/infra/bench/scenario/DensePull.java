package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.BenchFailedException;
import io.blindhop.infra.bench.Consumed;
import io.blindhop.infra.bench.Latencies;
import io.blindhop.infra.bench.RemoteStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A client asks which documents there are, has all of them planned, and pulls what the plans name (protocol 5.11). */
final class DensePull implements Scenario {
    private static final int PAGE = 500;

    @Override
    public String name() {
        return "dense-pull";
    }

    @Override
    public Sizes sizes() {
        return UsualSizes.MOVED;
    }

    @Override
    public void run(TestBed bed, OptionalLong size, Sheet sheet) {
        long entries = size.orElseThrow();
        Latencies latencies = new Latencies();
        RemoteStore store =
                bed.deployment().tenant().asReader(bed.filled(entries).dbId()).timedBy(latencies);
        Consumed consumed = bed.deployment().measured(() -> {
            Set<String> documents = store.documentsWith("doc_create");
            documents.addAll(store.documentsWith("doc_delete"));
            documents.addAll(store.documentsWith("doc_undelete"));
            List<String> planned = List.copyOf(new LinkedHashSet<>(store.plans(documents)));
            if (planned.size() != entries) {
                throw new BenchFailedException(entries + " entries were pushed, plans name " + planned.size());
            }
            for (int from = 0; from < planned.size(); from += PAGE) {
                store.pull(planned.subList(from, Math.min(planned.size(), from + PAGE)), Map.of());
            }
        });
        sheet.part("pages of " + PAGE, "entry")
                .speed(consumed, entries)
                .times(latencies, "planDocumentMaterializationBatch")
                .costs(consumed, entries, entries);
    }
}
