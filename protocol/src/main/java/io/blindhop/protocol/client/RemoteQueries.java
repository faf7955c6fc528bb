package io.blindhop.protocol.client;

import io.blindhop.protocol.entry.StoredEntry;
import io.blindhop.protocol.network.BadAnswerException;
import io.blindhop.protocol.plan.AttachmentReadPlan;
import io.blindhop.protocol.plan.MaterializationPlan;
import io.blindhop.protocol.wire.Capabilities;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.PlanAnswers;
import io.blindhop.protocol.wire.SyncAnswers;
import io.blindhop.protocol.wire.SyncBodies;
import io.blindhop.protocol.wire.SyncRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * The routes of one store that {@link ClientNetworkContentAddressedStore} has no method for (protocol 3.3): plans, and lists
 * that are not paged, each one request. Lists are handed on as they arrive; one that breaks off after its first element is not
 * asked for again. Errors are those of the store; {@link IOException} is the taker's.
 */
public final class RemoteQueries {
    private final RemoteStore store;

    RemoteQueries(RemoteStore store) {
        this.store = store;
    }

    /** What the server said it can do, at most ten minutes ago. */
    public Capabilities capabilities() {
        return StoreErrors.of(() -> store.terms().can());
    }

    public void allIds(Feed.Sink<String> sink) throws IOException {
        GuardedSink<String> guarded = new GuardedSink<>(sink);
        GuardedSink.calling(() -> StoreErrors.of(() -> store.get("getAllIds?dbId=" + store.dbId(), body -> {
            guarded.reading(() -> SyncAnswers.ids(body, guarded));
            return true;
        })));
    }

    public void findNewEntries(Collection<String> haveIds, Feed.Sink<StoredEntry> sink) throws IOException {
        entries("findNewEntries", SyncBodies.findNewEntries(store.dbId(), haveIds), sink);
    }

    /** @param createdFrom inclusive, {@code createdUntil} exclusive, both milliseconds; empty does not bound */
    public void findEntries(
            String type, OptionalLong createdFrom, OptionalLong createdUntil, Feed.Sink<StoredEntry> sink)
            throws IOException {
        entries("findEntries", SyncBodies.findEntries(store.dbId(), type, createdFrom, createdUntil), sink);
    }

    private void entries(String route, io.blindhop.protocol.Bytes json, Feed.Sink<StoredEntry> sink)
            throws IOException {
        GuardedSink<StoredEntry> guarded = new GuardedSink<>(sink);
        GuardedSink.calling(() -> StoreErrors.of(() -> store.post(route, json, body -> {
            guarded.reading(() -> SyncAnswers.entries(body, guarded));
            return true;
        })));
    }

    /** @param walk its database is that of this store */
    public List<String> resolveDependencies(SyncRequest.ResolveDependencies walk) {
        return StoreErrors.of(() -> store.post("resolveDependencies", SyncBodies.resolveDependencies(walk), body -> {
            List<String> ids = new ArrayList<>();
            SyncAnswers.ids(body, ids::add);
            return List.copyOf(ids);
        }));
    }

    /** With diagnostics. */
    public MaterializationPlan planDocument(String docId) {
        return StoreErrors.of(() -> store.post(
                "planDocumentMaterialization",
                SyncBodies.planDocument(store.dbId(), docId),
                body -> about(docId, PlanAnswers.document(body))));
    }

    /** One plan for each document, in their order, with diagnostics. */
    public void planDocuments(List<String> docIds, Feed.Sink<MaterializationPlan> sink) throws IOException {
        GuardedSink<MaterializationPlan> guarded = new GuardedSink<>(sink);
        GuardedSink.calling(() -> StoreErrors.of(() ->
                store.post("planDocumentMaterializationBatch", SyncBodies.planDocuments(store.dbId(), docIds), body -> {
                    guarded.reading(() -> plans(docIds, body, guarded));
                    return true;
                })));
    }

    private void plans(List<String> docIds, InputStream body, GuardedSink<MaterializationPlan> sink)
            throws IOException {
        int[] count = {0};
        PlanAnswers.documents(body, plan -> {
            if (count[0] == docIds.size()) {
                throw new BadAnswerException(store + " has more plans than were asked for");
            }
            sink.accept(about(docIds.get(count[0]++), plan));
        });
        if (count[0] < docIds.size()) {
            throw new BadAnswerException(store + " has " + count[0] + " plans for " + docIds.size() + " documents");
        }
    }

    /** @param range its database is that of this store */
    public AttachmentReadPlan planAttachmentRead(SyncRequest.PlanAttachmentRead range) {
        return StoreErrors.of(() -> store.post(
                "planAttachmentReadByWalkingMetadata", SyncBodies.planAttachmentRead(range), PlanAnswers::attachment));
    }

    private MaterializationPlan about(String docId, MaterializationPlan plan) {
        if (!plan.docId().equals(docId)) {
            throw new BadAnswerException(store + " plans another document than " + docId);
        }
        return plan;
    }
}
