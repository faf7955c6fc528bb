package io.blindhop.functions.sync;

import io.blindhop.functions.http.HttpResponse;
import io.blindhop.protocol.plan.AttachmentRange;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.PlanResponses;
import io.blindhop.protocol.wire.SyncRequest;
import java.util.List;

/** The planning routes (protocol 5.7, 5.8). Plans come from the index by document; none reads a payload. */
final class Plans {
    /** Documents whose plans are in memory at a time: a hop asks its upstream once for so many. */
    private static final int ROUND = 500;

    HttpResponse document(Target target, SyncRequest.PlanDocument request) {
        MaterializationPlan plan =
                target.whole().plans(List.of(request.docId())).getFirst();
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
        return target.whole().plans(docIds.subList(from, Math.min(docIds.size(), from + ROUND)));
    }

    HttpResponse attachment(Target target, SyncRequest.PlanAttachmentRead request) {
        AttachmentReadPlan plan = target.whole()
                .attachmentPlan(new AttachmentRange(
                        request.lastChunkId(),
                        request.attachmentSize(),
                        request.startByte(),
                        request.endByteExclusive()));
        return new Fitting(target.room()).ofMemory(plan.chunks().size(), out -> PlanResponses.attachment(out, plan));
    }
}
