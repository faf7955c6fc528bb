package io.blindhop.functions.sync;

import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.wire.Feed;
import java.io.IOException;
import java.util.List;

/**
 * The plans of many documents, some at a time: at most twice as many as before, and so many that {@value #IDS} ids of entries
 * would be in memory if they were as long as those. The first ones are kept until the answer ends.
 */
final class PlanRounds implements Feed<MaterializationPlan> {
    private static final int FIRST = 128;

    private static final int GROWTH = 2;

    /** A hop asks its upstream once for so many. */
    private static final int MOST = 500;

    private static final int IDS = 50_000;

    private final ContentAddressedStore store;
    private final List<String> docIds;
    private final List<MaterializationPlan> first;

    /** Makes the first plans at once: a store that cannot answer is then an error with a status. */
    PlanRounds(ContentAddressedStore store, List<String> docIds) {
        this.store = store;
        this.docIds = docIds;
        this.first = round(0, FIRST);
    }

    List<MaterializationPlan> first() {
        return first;
    }

    /** Which part of all documents is in the first plans. */
    double shareOfFirst() {
        return docIds.size() <= FIRST ? 1 : (double) FIRST / docIds.size();
    }

    private List<MaterializationPlan> round(int from, int count) {
        return store.plans(docIds.subList(from, Math.min(docIds.size(), from + count)));
    }

    @Override
    public void to(Sink<? super MaterializationPlan> sink) throws IOException {
        int done = 0;
        List<MaterializationPlan> plans = first;
        while (!plans.isEmpty()) {
            for (MaterializationPlan plan : plans) {
                sink.accept(plan);
            }
            done += plans.size();
            int next = after(plans);
            // Let go before there are others.
            plans = List.of();
            plans = done < docIds.size() ? round(done, next) : plans;
        }
    }

    private static int after(List<MaterializationPlan> plans) {
        long ids =
                plans.stream().mapToLong(plan -> plan.entryIdsToApply().size()).sum();
        int most = Math.min(MOST, GROWTH * plans.size());
        return Math.clamp((long) IDS * plans.size() / Math.max(1, ids), 1, most);
    }
}
