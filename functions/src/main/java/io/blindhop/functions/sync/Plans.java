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
    HttpResponse document(Target target, SyncRequest.PlanDocument request) {
        MaterializationPlan plan =
                target.whole().plans(List.of(request.docId())).getFirst();
        return new Fitting(target.room())
                .ofMemory(
                        plan.entryIdsToApply().size(),
                        out -> PlanResponses.document(out, plan, request.includeDiagnostics()));
    }

    HttpResponse documents(Target target, SyncRequest.PlanDocuments request) {
        PlanRounds plans = new PlanRounds(target.whole(), request.docIds());
        return new Fitting(target.room())
                .ofPart(
                        out -> PlanResponses.documents(out, Feed.of(plans.first()), request.includeDiagnostics()),
                        plans.shareOfFirst(),
                        out -> PlanResponses.documents(out, plans, request.includeDiagnostics()));
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
