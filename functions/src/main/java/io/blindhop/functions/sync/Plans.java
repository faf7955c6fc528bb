package io.blindhop.functions.sync;

import io.blindhop.functions.http.HttpResponse;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.AttachmentReadPlanner;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.plan.MaterializationPlanner;
import io.blindhop.protocol.store.ContentAddressedStore;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.PlanResponses;
import io.blindhop.protocol.wire.SyncRequest;
import io.blindhop.store.s3.Parallel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The planning routes (protocol 5.7, 5.8). Plans come from the index by document; none reads a payload. */
final class Plans {
    /** Documents that are planned side by side and held in memory. */
    private static final int ROUND = 64;

    HttpResponse document(Target target, SyncRequest.PlanDocument request) {
        MaterializationPlan plan = plan(target.whole(), request.docId());
        return new Fitting(target.room())
                .ofMemory(
                        plan.entryIdsToApply().size(),
                        out -> PlanResponses.document(out, plan, request.includeDiagnostics()));
    }

    HttpResponse documents(Target target, SyncRequest.PlanDocuments request) {
        List<String> docIds = request.docIds();
        // The first plans are made at once: a store that cannot answer is then an error with a status.
        List<MaterializationPlan> first = round(target, docIds, 0);
        Feed<MaterializationPlan> all = sink -> {
            for (int from = 0; from < docIds.size(); from += ROUND) {
                for (MaterializationPlan plan : from == 0 ? first : round(target, docIds, from)) {
                    sink.accept(plan);
                }
            }
        };
        return new Fitting(target.room())
                .ofPart(
                        out -> PlanResponses.documents(out, Feed.of(first), request.includeDiagnostics()),
                        docIds.size() <= ROUND ? 1 : (double) ROUND / docIds.size(),
                        out -> PlanResponses.documents(out, all, request.includeDiagnostics()));
    }

    private static List<MaterializationPlan> round(Target target, List<String> docIds, int from) {
        List<String> round = docIds.subList(from, Math.min(docIds.size(), from + ROUND));
        return Parallel.map(round, docId -> plan(target.whole(), docId));
    }

    private static MaterializationPlan plan(ContentAddressedStore store, String docId) {
        return MaterializationPlanner.plan(docId, store.document(docId));
    }

    HttpResponse attachment(Target target, SyncRequest.PlanAttachmentRead request) {
        AttachmentReadPlan plan = AttachmentReadPlanner.plan(
                request.lastChunkId(),
                request.attachmentSize(),
                request.startByte(),
                OptionalLong.of(request.endByteExclusive()),
                id -> Optional.ofNullable(target.whole().metadata(List.of(id)).get(id))
                        .map(StoredEntry::metadata));
        return new Fitting(target.room()).ofMemory(plan.chunks().size(), out -> PlanResponses.attachment(out, plan));
    }
}
