package io.blindhop.functions.sync;

import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.AttachmentReadPlanner;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.plan.MaterializationPlanner;
import io.blindhop.protocol.store.ContentAddressedStore;
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
        return Json.streamed(out -> PlanResponses.document(out, plan, request.includeDiagnostics()));
    }

    HttpResponse documents(Target target, SyncRequest.PlanDocuments request) {
        List<String> docIds = request.docIds();
        return Json.streamed(out -> PlanResponses.documents(
                out,
                sink -> {
                    for (int from = 0; from < docIds.size(); from += ROUND) {
                        List<String> round = docIds.subList(from, Math.min(docIds.size(), from + ROUND));
                        for (MaterializationPlan plan : Parallel.map(round, docId -> plan(target.whole(), docId))) {
                            sink.accept(plan);
                        }
                    }
                },
                request.includeDiagnostics()));
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
        return Json.streamed(out -> PlanResponses.attachment(out, plan));
    }
}
